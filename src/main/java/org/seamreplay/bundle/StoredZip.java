package org.seamreplay.bundle;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.seamreplay.replay.BadInput;

/**
 * Files in a zip archive of one form only: sorted by name, not compressed, all of one date, nothing
 * else in it (PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12, 4.3.16). So equal files give equal
 * bytes whatever Java and zlib wrote them, and everybody can look into it with the tools they have.
 *
 * <p>Reading takes this form and no other: what was read is written again and has to come out the
 * same. That leaves no room for links, compressed bombs, two entries of a name, a table of contents
 * that tells another story than the entries, or bytes in between.
 */
final class StoredZip {
  /** Bytes of the largest archive; a kernel's TDX with all its headers and traces takes some 10. */
  static final int MOST_BYTES = 128 << 20;

  private static final int MOST_FILES = 50_000;
  private static final int MOST_NAME = 512;

  private static final int LOCAL = 0x04034b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int END = 0x06054b50;
  private static final int LOCAL_BYTES = 30;
  private static final int CENTRAL_BYTES = 46;
  private static final int END_BYTES = 22;

  /** What reads it must know: files, no compression. */
  private static final short VERSION = 10;

  /** The first day there is, 1980-01-01. */
  private static final short DATE = 0x21;

  private StoredZip() {}

  /**
   * The archive of some files.
   *
   * @param files by name, in ASCII
   */
  static byte[] write(SortedMap<String, byte[]> files) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream contents = new ByteArrayOutputStream();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      byte[] name = file.getKey().getBytes(US_ASCII);
      byte[] facts = facts(file.getValue(), name.length);
      contents.writeBytes(
          buffer(CENTRAL_BYTES)
              .putInt(CENTRAL)
              .putShort(VERSION)
              .put(facts)
              .putShort((short) 0)
              .putShort((short) 0)
              .putShort((short) 0)
              .putInt(0)
              .putInt(out.size())
              .array());
      contents.writeBytes(name);
      out.writeBytes(buffer(LOCAL_BYTES).putInt(LOCAL).put(facts).array());
      out.writeBytes(name);
      out.writeBytes(file.getValue());
    }
    int start = out.size();
    out.writeBytes(contents.toByteArray());
    out.writeBytes(
        buffer(END_BYTES)
            .putInt(END)
            .putInt(0)
            .putShort((short) files.size())
            .putShort((short) files.size())
            .putInt(contents.size())
            .putInt(start)
            .putShort((short) 0)
            .array());
    return out.toByteArray();
  }

  /** What stands in front of a file and in the table of contents alike. */
  private static byte[] facts(byte[] content, int nameLength) {
    CRC32 crc = new CRC32();
    crc.update(content);
    return buffer(LOCAL_BYTES - 4)
        .putShort(VERSION)
        .putShort((short) 0)
        .putShort((short) 0)
        .putShort((short) 0)
        .putShort(DATE)
        .putInt((int) crc.getValue())
        .putInt(content.length)
        .putInt(content.length)
        .putShort((short) nameLength)
        .putShort((short) 0)
        .array();
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * The files of an archive.
   *
   * @param where what to call it in messages
   * @param known whether a file of that name belongs into it
   * @throws BadInput if it is none, or one of another form
   */
  static SortedMap<String, byte[]> read(byte[] archive, String where, Predicate<String> known) {
    if (archive.length < END_BYTES || buffer(archive).getInt(0) != LOCAL) {
      throw new BadInput(where + ": not a bundle; make one with 'seamreplay bundle create'");
    }
    SortedMap<String, byte[]> files = new TreeMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(archive), US_ASCII)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        String name = entry.getName();
        if (name.length() > MOST_NAME || !known.test(name)) {
          throw new BadInput(where + ": no bundle has a file '" + shown(name) + "'");
        }
        if (entry.getMethod() != ZipEntry.STORED) {
          throw new BadInput(where + ": " + name + " is compressed, which no bundle's file is");
        }
        if (files.size() >= MOST_FILES) {
          throw new BadInput(where + ": more than " + MOST_FILES + " files");
        }
        // Stored, so there cannot be more than there are bytes in the archive.
        if (files.put(name, in.readNBytes(archive.length)) != null) {
          throw new BadInput(where + ": has two files " + name);
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new BadInput(where + ": damaged: " + shown(String.valueOf(e.getMessage())), e);
    }
    if (!Arrays.equals(write(files), archive)) {
      throw new BadInput(
          where + ": not as 'seamreplay bundle create' has written it: cut off, or packed anew");
    }
    return files;
  }

  private static ByteBuffer buffer(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static String shown(String text) {
    String clean = text.replaceAll("[^\\x20-\\x7e]", "?");
    return clean.length() > 80 ? clean.substring(0, 80) + "..." : clean;
  }
}
