package org.seamreplay.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.TreeFormatter;

/**
 * A repository as large as Linux's: one pack of 4 GB with ten million objects, as {@code git
 * repack} leaves it. A tree with the fixture kernel and the width of Linux is really in it; the
 * other objects are names in the index that point into a hole of the pack.
 */
final class BigRepository {
  /** Linux of 2026 has some 11 million. */
  static final int OBJECTS = 10_000_000;

  private static final long PACK_BYTES = 4L << 30;
  private static final String NAME = "0123456789abcdef0123456789abcdef01234567";

  private final SortedMap<ObjectId, Long> offsets = new TreeMap<>();
  private final ByteArrayOutputStream pack = new ByteArrayOutputStream();
  private final ObjectInserter.Formatter ids = new ObjectInserter.Formatter();

  private BigRepository() {}

  /**
   * Makes the repository, without a worktree.
   *
   * @param files what the commit {@code main} has, beside much else
   */
  static void make(Path repository, Path files) throws IOException {
    new BigRepository().write(repository, files);
  }

  private void write(Path repository, Path files) throws IOException {
    Path packs = Files.createDirectories(repository.resolve("objects/pack"));
    Files.createDirectories(repository.resolve("refs/heads"));
    Files.writeString(repository.resolve("HEAD"), "ref: refs/heads/main\n");
    Files.writeString(
        repository.resolve("config"), "[core]\n\trepositoryformatversion = 0\n\tbare = true\n");
    ByteBuffer head = ByteBuffer.allocate(12).put("PACK".getBytes(UTF_8)).putInt(2).putInt(OBJECTS);
    pack.writeBytes(head.array());
    CommitBuilder commit = new CommitBuilder();
    commit.setTreeId(tree(files, 0));
    PersonIdent author =
        new PersonIdent("A Tester", "tester@seamreplay.example", Instant.EPOCH, ZoneOffset.UTC);
    commit.setAuthor(author);
    commit.setCommitter(author);
    commit.setMessage("all of it\n");
    ObjectId id = object(Constants.OBJ_COMMIT, commit.build());
    Files.writeString(repository.resolve("packed-refs"), id.name() + " refs/heads/main\n");
    writePack(packs.resolve("pack-" + NAME + ".pack"));
    writeIndex(packs.resolve("pack-" + NAME + ".idx"));
  }

  private ObjectId tree(Path directory, int depth) throws IOException {
    SortedMap<String, Map.Entry<FileMode, ObjectId>> entries = new TreeMap<>();
    ObjectId filler = object(Constants.OBJ_BLOB, ("depth " + depth + "\n").getBytes(UTF_8));
    for (int i = 0; i < 300; i++) {
      entries.put("filler" + i + ".c", Map.entry(FileMode.REGULAR_FILE, filler));
    }
    try (Stream<Path> list = Files.list(directory)) {
      for (Path file : list.sorted(Comparator.naturalOrder()).toList()) {
        boolean nested = Files.isDirectory(file);
        ObjectId id =
            nested ? tree(file, depth + 1) : object(Constants.OBJ_BLOB, Files.readAllBytes(file));
        // Git sorts directories as if their names ended with a slash.
        entries.put(
            file.getFileName() + (nested ? "/" : ""),
            Map.entry(nested ? FileMode.TREE : FileMode.REGULAR_FILE, id));
      }
    }
    TreeFormatter tree = new TreeFormatter();
    entries.forEach(
        (name, entry) -> tree.append(name.replace("/", ""), entry.getKey(), entry.getValue()));
    return object(Constants.OBJ_TREE, tree.toByteArray());
  }

  private ObjectId object(int type, byte[] content) {
    ObjectId id = ids.idFor(type, content);
    if (offsets.putIfAbsent(id, (long) pack.size()) == null) {
      int rest = content.length >> 4;
      int first = type << 4 | (content.length & 15);
      for (int more = rest; ; more >>>= 7) {
        pack.write(more != 0 ? first | 0x80 : first);
        if (more == 0) {
          break;
        }
        first = more & 0x7f;
      }
      Deflater deflater = new Deflater();
      deflater.setInput(content);
      deflater.finish();
      byte[] buffer = new byte[4096];
      while (!deflater.finished()) {
        pack.write(buffer, 0, deflater.deflate(buffer));
      }
      deflater.end();
    }
    return id;
  }

  private void writePack(Path file) throws IOException {
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      out.write(ByteBuffer.wrap(pack.toByteArray()));
      // A hole: no bytes on disk. Its checksum is made up, which only 'git fsck' minds.
      out.write(checksum(), PACK_BYTES - 20);
    }
  }

  private static ByteBuffer checksum() {
    return ByteBuffer.wrap(ObjectId.fromString(NAME).name().substring(0, 20).getBytes(UTF_8));
  }

  private void writeIndex(Path file) throws IOException {
    int others = OBJECTS - offsets.size();
    List<ObjectId> real = List.copyOf(offsets.keySet());
    ByteBuffer names = ByteBuffer.allocateDirect(OBJECTS * 20);
    ByteBuffer places = ByteBuffer.allocateDirect(OBJECTS * 4);
    ByteBuffer far = ByteBuffer.allocateDirect(OBJECTS * 8);
    int[] fanout = new int[256];
    byte[] name = new byte[20];
    long step = Long.divideUnsigned(-1L, others);
    int next = 0;
    for (int i = 0; i < others; i++) {
      ByteBuffer.wrap(name).putLong(step * i).putLong(i * 0x9e3779b97f4a7c15L).putInt(i);
      ObjectId id = ObjectId.fromRaw(name);
      for (; next < real.size() && real.get(next).compareTo(id) < 0; next++) {
        add(real.get(next), offsets.get(real.get(next)), names, places, far, fanout);
      }
      long place = pack.size() + (PACK_BYTES - pack.size() - 100) / others * i;
      add(id, place, names, places, far, fanout);
    }
    for (; next < real.size(); next++) {
      add(real.get(next), offsets.get(real.get(next)), names, places, far, fanout);
    }
    ByteBuffer head = ByteBuffer.allocate(8 + 256 * 4).putInt(0xff744f63).putInt(2);
    int total = 0;
    for (int count : fanout) {
      total += count;
      head.putInt(total);
    }
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      write(out, head.flip());
      write(out, names.flip());
      write(out, ByteBuffer.allocateDirect(OBJECTS * 4));
      write(out, places.flip());
      write(out, far.flip());
      write(out, checksum());
      write(out, checksum());
    }
  }

  private static void add(
      ObjectId id, long place, ByteBuffer names, ByteBuffer places, ByteBuffer far, int[] fanout) {
    byte[] raw = new byte[20];
    id.copyRawTo(raw, 0);
    names.put(raw);
    fanout[raw[0] & 0xff]++;
    if (place > Integer.MAX_VALUE) {
      places.putInt(0x80000000 | far.position() / 8);
      far.putLong(place);
    } else {
      places.putInt((int) place);
    }
  }

  private static void write(FileChannel out, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }
}
