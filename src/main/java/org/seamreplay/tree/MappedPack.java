package org.seamreplay.tree;

import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferOverflowException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.seamreplay.input.InputFile;

/**
 * A pack whose index is searched where it lies in the file. JGit reads indexes as a whole, which
 * for Linux are 300 MB. The formats are those of gitformat-pack(5): an index of version 2, deltas
 * by offset or id.
 */
final class MappedPack implements AutoCloseable {
  private static final int MAGIC = 0xff744f63;
  private static final int FANOUT = 8;
  private static final int NAMES = FANOUT + 256 * 4;
  private static final int ID = Constants.OBJECT_ID_LENGTH;

  /** Git makes chains of 50 unless told otherwise, and refuses more than 4,095. */
  private static final int MOST_DELTAS = 5_000;

  private final Path file;
  private final MappedByteBuffer index;
  private final FileChannel pack;
  private final long packBytes;
  private final int count;

  private MappedPack(Path file, MappedByteBuffer index, FileChannel pack, long packBytes) {
    this.file = file;
    this.index = index;
    this.pack = pack;
    this.packBytes = packBytes;
    this.count = index.getInt(NAMES - 4);
  }

  /** An object as it is meant. */
  record Content(int type, byte[] bytes) {}

  /**
   * Opens a pack.
   *
   * @param indexFile its index
   * @return empty if it has another format, which is for JGit then
   */
  static Optional<MappedPack> open(Path indexFile) throws IOException {
    String name = indexFile.getFileName().toString();
    Path packFile = indexFile.resolveSibling(name.substring(0, name.length() - 4) + ".pack");
    InputFile.requireRegular(indexFile);
    long bytes = Files.size(indexFile);
    if (bytes < NAMES || bytes > Integer.MAX_VALUE || !Files.isRegularFile(packFile)) {
      return Optional.empty();
    }
    MappedByteBuffer index;
    try (FileChannel channel = FileChannel.open(indexFile, StandardOpenOption.READ)) {
      index = channel.map(FileChannel.MapMode.READ_ONLY, 0, bytes);
    }
    long count = index.getInt(NAMES - 4);
    boolean known = index.getInt(0) == MAGIC && index.getInt(4) == 2 && count >= 0;
    if (!known || bytes < NAMES + count * (ID + 8) + 2 * ID) {
      return Optional.empty();
    }
    FileChannel pack = FileChannel.open(packFile, StandardOpenOption.READ);
    return Optional.of(new MappedPack(packFile, index, pack, pack.size()));
  }

  @Override
  public void close() throws IOException {
    pack.close();
  }

  /** Where an object starts in the pack. */
  OptionalLong find(AnyObjectId id) throws IOException {
    byte[] name = new byte[ID];
    int low = id.getFirstByte() == 0 ? 0 : below(id.getFirstByte() - 1);
    int high = below(id.getFirstByte()) - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = id.compareTo(name(middle, name), 0);
      if (order == 0) {
        return OptionalLong.of(offset(middle));
      } else if (order < 0) {
        high = middle - 1;
      } else {
        low = middle + 1;
      }
    }
    return OptionalLong.empty();
  }

  /** Adds the ids that start in some way, up to a number of them. */
  void addMatches(AbbreviatedObjectId start, Set<ObjectId> ids, int most) throws IOException {
    byte[] name = new byte[ID];
    int low = start.getFirstByte() == 0 ? 0 : below(start.getFirstByte() - 1);
    int high = below(start.getFirstByte());
    int end = high;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (start.prefixCompare(name(middle, name), 0) > 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    while (low < end && ids.size() < most && start.prefixCompare(name(low, name), 0) == 0) {
      ids.add(ObjectId.fromRaw(name));
      low++;
    }
  }

  private int below(int firstByte) throws IOException {
    int end = index.getInt(FANOUT + 4 * firstByte);
    if (end < 0 || end > count) {
      throw new CorruptObjectException("the index of " + file.getFileName() + " is corrupt");
    }
    return end;
  }

  private byte[] name(int at, byte[] into) {
    index.get(NAMES + at * ID, into);
    return into;
  }

  private long offset(int at) throws IOException {
    // Behind the names there is a checksum for each object.
    int near = index.getInt(NAMES + count * (ID + 4) + at * 4);
    if (near >= 0) {
      return near;
    }
    long far = NAMES + (long) count * (ID + 8) + (near & 0x7fffffffL) * 8;
    if (far + 8 > index.capacity()) {
      throw new CorruptObjectException("the index of " + file.getFileName() + " is corrupt");
    }
    return index.getLong((int) far);
  }

  /**
   * Reads an object.
   *
   * @param start where it starts
   * @param most bytes of it, and of all that it is made from
   * @throws LargeObjectException if it is larger
   */
  Content read(long start, int most) throws IOException {
    Deque<byte[]> deltas = new ArrayDeque<>();
    long at = start;
    while (deltas.size() < MOST_DELTAS) {
      Head head = head(at);
      if (head.size() > most) {
        throw new LargeObjectException();
      }
      byte[] bytes = inflate(head.end(), (int) head.size());
      if (head.base() < 0) {
        while (!deltas.isEmpty()) {
          bytes = applied(deltas.pop(), bytes, most);
        }
        return new Content(head.type(), bytes);
      }
      deltas.push(bytes);
      at = head.base();
    }
    throw corrupt(start);
  }

  /**
   * What stands before the bytes of an object.
   *
   * @param base where the object starts that it is a difference to; -1 if it is whole
   * @param end where its compressed bytes start
   */
  private record Head(int type, long size, long base, long end) {}

  private Head head(long start) throws IOException {
    if (start < 12 || start >= packBytes - ID) {
      throw corrupt(start);
    }
    // Longer than any head: size, offset or id.
    ByteBuffer bytes = ByteBuffer.allocate(64);
    pack.read(bytes, start);
    bytes.flip();
    try {
      int b = bytes.get();
      int type = (b >> 4) & 7;
      long size = b & 15;
      for (int shift = 4; (b & 0x80) != 0 && shift < 60; shift += 7) {
        b = bytes.get();
        size |= (b & 0x7fL) << shift;
      }
      long base = -1;
      switch (type) {
        case Constants.OBJ_COMMIT, Constants.OBJ_TREE, Constants.OBJ_BLOB, Constants.OBJ_TAG -> {}
        case Constants.OBJ_OFS_DELTA -> {
          b = bytes.get();
          long back = b & 0x7f;
          while ((b & 0x80) != 0) {
            b = bytes.get();
            back = ((back + 1) << 7) | (b & 0x7f);
          }
          base = start - back;
          if (back <= 0 || base < 12) {
            throw corrupt(start);
          }
        }
        case Constants.OBJ_REF_DELTA -> {
          byte[] id = new byte[ID];
          bytes.get(id);
          base = find(ObjectId.fromRaw(id)).orElseThrow(() -> new EOFException("no base"));
        }
        default -> throw corrupt(start);
      }
      return new Head(type, size, base, start + bytes.position());
    } catch (BufferUnderflowException e) {
      throw corrupt(start);
    }
  }

  private byte[] inflate(long start, int size) throws IOException {
    byte[] out = new byte[size];
    byte[] spill = new byte[1];
    ByteBuffer in = ByteBuffer.allocate(Math.min(64 << 10, size / 2 + 512));
    Inflater inflater = new Inflater();
    try {
      long at = start;
      int done = 0;
      while (!inflater.finished()) {
        if (inflater.needsInput()) {
          in.clear();
          int read = pack.read(in, at);
          if (read <= 0) {
            throw corrupt(start);
          }
          at += read;
          inflater.setInput(in.array(), 0, read);
        }
        int got = done < size ? inflater.inflate(out, done, size - done) : inflater.inflate(spill);
        if ((done == size && got > 0) || inflater.needsDictionary()) {
          throw corrupt(start);
        }
        done += got;
      }
      if (done != size) {
        throw corrupt(start);
      }
      return out;
    } catch (DataFormatException e) {
      throw corrupt(start);
    } finally {
      inflater.end();
    }
  }

  private byte[] applied(byte[] delta, byte[] base, int most) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(delta);
    try {
      long from = size(in);
      long to = size(in);
      if (to > most) {
        throw new LargeObjectException();
      }
      if (from != base.length) {
        throw corrupt(-1);
      }
      ByteBuffer out = ByteBuffer.allocate((int) to);
      while (in.hasRemaining()) {
        int op = in.get();
        if ((op & 0x80) != 0) {
          int at = 0;
          int length = 0;
          for (int i = 0; i < 4; i++) {
            at |= (op & (1 << i)) != 0 ? (in.get() & 0xff) << (8 * i) : 0;
          }
          for (int i = 0; i < 3; i++) {
            length |= (op & (0x10 << i)) != 0 ? (in.get() & 0xff) << (8 * i) : 0;
          }
          out.put(base, at, length == 0 ? 0x10000 : length);
        } else {
          byte[] literal = new byte[op];
          in.get(literal);
          out.put(literal);
        }
      }
      if (out.hasRemaining()) {
        throw corrupt(-1);
      }
      return out.array();
    } catch (BufferUnderflowException | BufferOverflowException | IndexOutOfBoundsException e) {
      throw corrupt(-1);
    }
  }

  private static long size(ByteBuffer in) {
    long size = 0;
    for (int shift = 0; shift < 63; shift += 7) {
      int b = in.get();
      size |= (b & 0x7fL) << shift;
      if ((b & 0x80) == 0) {
        break;
      }
    }
    return size;
  }

  private CorruptObjectException corrupt(long at) {
    return new CorruptObjectException(
        file.getFileName() + " is corrupt" + (at < 0 ? "" : " at " + at) + "; see 'git fsck'");
  }
}
