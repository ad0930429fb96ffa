package org.seamreplay.module.profile;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.seamreplay.platform.InvalidFile;
import org.seamreplay.platform.PhysicalMemory;
import org.seamreplay.platform.YamlNode;

/**
 * A module as a file that the kernel loads at runtime. A real image holds code; ours holds the YAML
 * text of the module profile, so that what the kernel passes to the loader decides which module
 * runs afterwards. Format of the header: Linux 7.3 caller.
 *
 * @param profile what the image holds
 * @param pages the module pages, a multiple of 4 KB
 */
public record ModuleImage(ModuleProfile profile, byte[] pages) {
  /** Bytes of the header and of a page. */
  public static final int PAGE = PhysicalMemory.FRAME_SIZE;

  private static final int MAX_PAGES = 496;
  private static final short FORMAT = 0x0200;
  private static final byte[] MAGIC = "TDX-BLOB".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] PREFIX =
      "seamreplay module image\n".getBytes(StandardCharsets.US_ASCII);

  /** The image of a profile. */
  public static ModuleImage of(ModuleProfile profile) {
    byte[] text = profile.source().getBytes(StandardCharsets.UTF_8);
    int pages = (PREFIX.length + text.length + PAGE - 1) / PAGE;
    if (pages > MAX_PAGES) {
      throw new InvalidFile("module profile " + profile.name() + ": too long for a module image");
    }
    byte[] content = new byte[pages * PAGE];
    System.arraycopy(PREFIX, 0, content, 0, PREFIX.length);
    System.arraycopy(text, 0, content, PREFIX.length, text.length);
    return new ModuleImage(profile, content);
  }

  /**
   * What the pages hold that the host passed to the loader.
   *
   * @throws InvalidFile if it is no image of ours, or its profile is wrong
   */
  public static ModuleImage parse(byte[] signature, byte[] pages) {
    if (!Arrays.equals(signature, signature(pages))) {
      throw new InvalidFile("module image: the signature page does not fit the module pages");
    }
    if (!Arrays.equals(PREFIX, Arrays.copyOf(pages, PREFIX.length))) {
      throw new InvalidFile("module image: holds no module profile");
    }
    int end = pages.length;
    while (end > PREFIX.length && pages[end - 1] == 0) {
      end--;
    }
    String text = new String(pages, PREFIX.length, end - PREFIX.length, StandardCharsets.UTF_8);
    return new ModuleImage(ModuleProfile.read(YamlNode.parse("module image", text)), pages);
  }

  /** The file: header, one signature page, module pages. */
  public byte[] file() {
    byte[] header = new byte[PAGE];
    Bytes.of(header)
        .putShort(FORMAT)
        .putShort((short) 0)
        .put(MAGIC)
        .putInt(1)
        .putInt(pages.length / PAGE);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(header);
    file.writeBytes(signature(pages));
    file.writeBytes(pages);
    return file.toByteArray();
  }

  /** SHA-384 of the module pages: MRSEAM of the module. */
  public byte[] measurement() {
    return sha384(pages);
  }

  /** The signature page of module pages. */
  public static byte[] signature(byte[] pages) {
    return Arrays.copyOf(sha384(pages), PAGE);
  }

  private static byte[] sha384(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-384").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-384", e);
    }
  }
}
