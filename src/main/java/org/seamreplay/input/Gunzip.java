package org.seamreplay.input;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Unpacks gzip (RFC 1952) that is in memory, within bounds. {@link java.util.zip.GZIPInputStream}
 * calls itself once for each member that is empty, and a file may have a hundred thousand of those.
 */
public final class Gunzip {
  /** How many members are taken: who concatenates files has some hundred. */
  static final int MOST_MEMBERS = 10_000;

  private static final int FIXED_HEADER = 10;
  private static final int TRAILER = 8;
  private static final int DEFLATE = 8;
  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int RESERVED = 0xe0;

  private final ByteBuffer in;
  private final int most;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final byte[] buffer = new byte[1 << 16];

  private Gunzip(byte[] packed, int most) {
    this.in = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
    this.most = most;
  }

  /** Whether bytes start as those of a gzip file do. */
  public static boolean isPacked(byte[] bytes) {
    return bytes.length > 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
  }

  /**
   * Unpacks all members.
   *
   * @throws IOException if this is no gzip file, or is cut off or damaged
   * @throws Unusable if more than {@code most} bytes come out
   */
  public static byte[] unpacked(byte[] packed, int most) throws IOException {
    Gunzip gunzip = new Gunzip(packed, most);
    int members = 0;
    while (members == 0 || gunzip.isMember()) {
      if (++members > MOST_MEMBERS) {
        throw Unusable.tooLarge("a gzip file with more than " + MOST_MEMBERS + " members");
      }
      gunzip.member();
    }
    return gunzip.out.toByteArray();
  }

  /** What follows the last member and is none is padding, as for gzip(1). */
  private boolean isMember() {
    return in.remaining() > 2
        && in.get(in.position()) == 0x1f
        && in.get(in.position() + 1) == (byte) 0x8b;
  }

  private void member() throws IOException {
    header();
    CRC32 crc = new CRC32();
    long start = out.size();
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(in.slice());
      while (!inflater.finished()) {
        int got = inflater.inflate(buffer);
        if (got == 0 && !inflater.finished()) {
          throw inflater.needsDictionary() ? new ZipException("needs a dictionary") : cutOff();
        }
        if (out.size() + (long) got > most) {
          throw Unusable.tooLarge("larger than " + (most >> 20) + " MB when unpacked");
        }
        crc.update(buffer, 0, got);
        out.write(buffer, 0, got);
      }
      in.position(in.position() + (int) inflater.getBytesRead());
    } catch (DataFormatException e) {
      throw new ZipException(e.getMessage() == null ? "damaged" : e.getMessage());
    } finally {
      inflater.end();
    }
    need(TRAILER);
    boolean same = in.getInt() == (int) crc.getValue();
    same &= in.getInt() == (int) (out.size() - start);
    if (!same) {
      throw new ZipException("damaged, its checksum is another");
    }
  }

  private void header() throws IOException {
    need(FIXED_HEADER);
    int at = in.position();
    int flags = in.get(at + 3);
    if (!isMember() || in.get(at + 2) != DEFLATE || (flags & RESERVED) != 0) {
      throw new ZipException("not its format");
    }
    in.position(at + FIXED_HEADER);
    if ((flags & EXTRA) != 0) {
      need(2);
      skip(in.getShort() & 0xffff);
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & HEADER_CRC) != 0) {
      skip(2);
    }
  }

  private void skipText() throws IOException {
    do {
      need(1);
    } while (in.get() != 0);
  }

  private void skip(int bytes) throws IOException {
    need(bytes);
    in.position(in.position() + bytes);
  }

  private void need(int bytes) throws IOException {
    if (in.remaining() < bytes) {
      throw cutOff();
    }
  }

  private static EOFException cutOff() {
    return new EOFException("it is cut off");
  }
}
