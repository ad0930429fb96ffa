package org.seamreplay.scenario;

import java.util.Arrays;
import java.util.Locale;
import org.seamreplay.platform.PhysicalMemory;

/**
 * What is wrong with the file of a module image that a kernel is given. Its first page is a header
 * (version, checksum, magic, numbers of pages, zeros), its second the signature of the pages that
 * follow: Linux 7.3 caller.
 */
public enum ImageDamage {
  /** Nothing. */
  NONE {
    @Override
    public byte[] done(byte[] file) {
      return file;
    }
  },
  /** The file ends within its header. */
  NO_HEADER {
    @Override
    public byte[] done(byte[] file) {
      return Arrays.copyOf(file, 100);
    }
  },
  /** The last page is missing. */
  SHORT {
    @Override
    public byte[] done(byte[] file) {
      return Arrays.copyOf(file, file.length - PAGE);
    }
  },
  /** Another version of the format. */
  VERSION {
    @Override
    public byte[] done(byte[] file) {
      return with(file, 1, 7);
    }
  },
  /** Other magic bytes. */
  MAGIC {
    @Override
    public byte[] done(byte[] file) {
      return with(file, 4, 'X');
    }
  },
  /** The header says more pages than a module can have, so many that their size overflows. */
  PAGES {
    @Override
    public byte[] done(byte[] file) {
      return with(file, 18, 0x10);
    }
  },
  /** Something stands where zeros should. */
  RESERVED {
    @Override
    public byte[] done(byte[] file) {
      return with(file, PAGE - 1, 1);
    }
  },
  /** The pages are not those that were signed, which only the loader can see. */
  SIGNATURE {
    @Override
    public byte[] done(byte[] file) {
      return with(file, file.length - 1, file[file.length - 1] ^ 1);
    }
  };

  private static final int PAGE = PhysicalMemory.FRAME_SIZE;

  /** The file with the damage; the argument stays as it is. */
  public abstract byte[] done(byte[] file);

  private static byte[] with(byte[] file, int offset, int value) {
    byte[] copy = file.clone();
    copy[offset] = (byte) value;
    return copy;
  }

  /** What is added to the name of the image; empty for none. */
  String label() {
    return this == NONE ? "" : " damaged " + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
