package org.seamreplay.dice.cert;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.seamreplay.dice.cbor.Hex;
import org.seamreplay.input.InputFile;
import org.seamreplay.platform.InvalidFile;

/** Files that a caller trusts: roots and revocation lists, as PEM or DER. */
public final class TrustFiles {
  private static final int MAX_BYTES = 16 << 20;

  private TrustFiles() {}

  /**
   * Reads roots.
   *
   * @throws InvalidFile if there is none or it is none; an unreadable root must never become no
   *     root
   */
  public static List<TrustAnchor> roots(Path file) {
    return read(
        file,
        "CERTIFICATE",
        der -> TrustAnchor.of(Certificate.parse(der, OptionalInt.empty()).holder()));
  }

  /**
   * Reads revocation lists.
   *
   * @throws InvalidFile if there is none or it is none
   */
  public static List<X509CRLHolder> revocationLists(Path file) {
    return read(
        file,
        "X509 CRL",
        der -> {
          try {
            return new X509CRLHolder(der);
          } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
          }
        });
  }

  private static <T> List<T> read(Path file, String type, Function<byte[], T> parse) {
    byte[] bytes = bytes(file);
    List<T> all = new ArrayList<>();
    try {
      for (byte[] der : ders(file, bytes, type)) {
        all.add(parse.apply(der));
      }
    } catch (IOException | RuntimeException e) {
      if (e instanceof InvalidFile invalid) {
        throw invalid;
      }
      throw new InvalidFile(
          "%s: not a %s in PEM or DER: %s"
              .formatted(file, type, Hex.printable(String.valueOf(e.getMessage()))),
          e);
    }
    return all;
  }

  private static List<byte[]> ders(Path file, byte[] bytes, String type) throws IOException {
    if (bytes.length > 0 && bytes[0] == 0x30) {
      return List.of(bytes);
    }
    List<byte[]> ders = new ArrayList<>();
    try (PemReader reader =
        new PemReader(
            new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.ISO_8859_1))) {
      for (PemObject object = reader.readPemObject();
          object != null;
          object = reader.readPemObject()) {
        if (!object.getType().equals(type)) {
          throw new InvalidFile(
              "%s: has a %s where a %s is due"
                  .formatted(file, Hex.printable(object.getType()), type));
        }
        ders.add(object.getContent());
      }
    }
    if (ders.isEmpty()) {
      throw new InvalidFile("%s: has no %s in PEM or DER".formatted(file, type));
    }
    return ders;
  }

  private static byte[] bytes(Path file) {
    try {
      return InputFile.named(file, MAX_BYTES);
    } catch (IOException e) {
      throw new InvalidFile("%s: %s".formatted(file, InputFile.reason(e)), e);
    }
  }
}
