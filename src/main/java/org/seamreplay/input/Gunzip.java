package org.seamreplay.input;

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
  private final byte[] buffer = new byte[1 << 16];

  /** What comes out; null while it is only counted. */
  private final byte[] out;

  private int filled;

  private Gunzip(byte[] packed, int most, byte[] out) {
    this.in = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
    this.most = most;
    this.out = out;
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
    // Counted first: a refusal must not need the memory.
    byte[] out = new byte[new Gunzip(packed, most, null).all()];
    new Gunzip(packed, most, out).all();
    return out;
  }

  private int all() throws IOException {
    int members = 0;
    while (members == 0 || isMember()) {
      if (++members > MOST_MEMBERS) {
        throw Unusable.tooLarge(null, "a gzip file with more than " + MOST_MEMBERS + " members");
      }
      member();
    }
    return filled;
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
    int start = filled;
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(in.slice());
      while (!inflater.finished()) {
        int got = inflater.inflate(buffer);
        if (got == 0 && !inflater.finished()) {
          throw inflater.needsDictionary() ? new ZipException("needs a dictionary") : cutOff();
        }
        if (filled + (long) got > most) {
          throw Unusable.tooLarge(null, "larger than " + (most >> 20) + " MB when unpacked");
        }
        crc.update(buffer, 0, got);
        if (out != null) {
          System.arraycopy(buffer, 0, out, filled, got);
        }
        filled += got;
      }
      in.position(in.position() + (int) inflater.getBytesRead());
    } catch (DataFormatException e) {
      throw new ZipException(e.getMessage() == null ? "damaged" : e.getMessage());
    } finally {
      inflater.end();
    }
    need(TRAILER);
    boolean same = in.getInt() == (int) crc.getValue();
    same &= in.getInt() == filled - start;
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
