package org.seamreplay.bundle;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
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
import org.seamreplay.replay.boundary.BadInput;

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
    try {
      write(files, out);
    } catch (IOException e) {
      throw new AssertionError("memory does not fail", e);
    }
    return out.toByteArray();
  }

  private static void write(SortedMap<String, byte[]> files, OutputStream out) throws IOException {
    ByteArrayOutputStream contents = new ByteArrayOutputStream();
    int at = 0;
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
              .putInt(at)
              .array());
      contents.writeBytes(name);
      out.write(buffer(LOCAL_BYTES).putInt(LOCAL).put(facts).array());
      out.write(name);
      out.write(file.getValue());
      at += LOCAL_BYTES + name.length + file.getValue().length;
    }
    out.write(contents.toByteArray());
    out.write(
        buffer(END_BYTES)
            .putInt(END)
            .putInt(0)
            .putShort((short) files.size())
            .putShort((short) files.size())
            .putInt(contents.size())
            .putInt(at)
            .putShort((short) 0)
            .array());
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
          throw new BadInput(where + ": no bundle has a file '" + Names.shown(name) + "'");
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
      throw new BadInput(where + ": damaged: " + Names.shown(reason(e)), e);
    }
    if (!isWritten(files, archive)) {
      throw new BadInput(
          where + ": not as 'seamreplay bundle create' has written it: cut off, or packed anew");
    }
    return files;
  }

  /** Whether an archive is what files are written as; without a second one in memory. */
  private static boolean isWritten(SortedMap<String, byte[]> files, byte[] archive) {
    Comparison comparison = new Comparison(archive);
    try {
      write(files, comparison);
    } catch (IOException e) {
      throw new AssertionError("memory does not fail", e);
    }
    return comparison.same();
  }

  /** Takes bytes that should be those of an archive. */
  private static final class Comparison extends OutputStream {
    private final byte[] archive;
    private int at;
    private boolean same = true;

    Comparison(byte[] archive) {
      this.archive = archive;
    }

    boolean same() {
      return same && at == archive.length;
    }

    @Override
    public void write(int one) {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      same =
          same
              && length <= archive.length - at
              && Arrays.equals(bytes, from, from + length, archive, at, at + length);
      at += same ? length : 0;
    }
  }

  private static ByteBuffer buffer(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static String reason(Exception e) {
    return e.getMessage() == null ? "cut off" : e.getMessage();
  }
}
