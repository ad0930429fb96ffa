package org.seamreplay.ir;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over a sequence of parts, each with its length, so that parts cannot run together. */
public final class Digest {
  private final MessageDigest sha;

  /** A digest of nothing yet. */
  public Digest() {
    try {
      sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Adds a part. */
  public Digest add(byte[] part) {
    for (int shift = 0; shift < 32; shift += 8) {
      sha.update((byte) (part.length >>> shift));
    }
    sha.update(part);
    return this;
  }

  /** Adds a part. */
  public Digest add(String part) {
    return add(part.getBytes(UTF_8));
  }

  /** 64 hexadecimal digits; ends the digest. */
  public String hex() {
    return HexFormat.of().formatHex(sha.digest());
  }
}
