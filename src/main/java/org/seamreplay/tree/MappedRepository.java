package org.seamreplay.tree;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.InflaterInputStream;
import org.eclipse.jgit.attributes.AttributesNodeProvider;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectDatabase;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.RefDatabase;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.lib.StoredConfig;
import org.seamreplay.input.InputFile;

/**
 * A repository on disk, of which no more is read than what is asked for. References, configuration
 * and all that is unusual are left to JGit.
 */
final class MappedRepository extends Repository {
  private static final int MOST_ALTERNATES = 32;
  private static final int ALTERNATES = 1 << 16;
  private static final int MOST_MATCHES = 64;

  private final Repository files;
  private final List<Path> directories;
  private final List<MappedPack> packs = new ArrayList<>();
  private final boolean complete;

  /**
   * Takes over a repository.
   *
   * @param builder what it was opened with
   * @param files the same by JGit alone; closed with this one
   */
  MappedRepository(RepositoryBuilder builder, Repository files) throws IOException {
    super(builder);
    this.files = files;
    this.directories = directories(builder.getObjectDirectory().toPath());
    boolean all = true;
    for (Path directory : directories) {
      for (Path index : indexes(directory.resolve("pack"))) {
        var pack = MappedPack.open(index);
        pack.ifPresent(packs::add);
        all &= pack.isPresent();
      }
    }
    complete = all;
  }

  /** The objects' directory, and those that {@code info/alternates} names. */
  private static List<Path> directories(Path own) throws IOException {
    Set<Path> all = new LinkedHashSet<>(List.of(own));
    List<Path> open = new ArrayList<>(all);
    while (!open.isEmpty() && all.size() < MOST_ALTERNATES) {
      Path directory = open.remove(0);
      Path alternates = directory.resolve("info/alternates");
      if (Files.exists(alternates)) {
        for (String line :
            new String(InputFile.found(alternates, ALTERNATES), UTF_8).split("\n", -1)) {
          if (!line.isBlank() && !line.startsWith("#")) {
            Path other = directory.resolve(line.strip()).normalize();
            if (Files.isDirectory(other) && all.add(other)) {
              open.add(other);
            }
          }
        }
      }
    }
    return List.copyOf(all);
  }

  private static List<Path> indexes(Path packs) throws IOException {
    if (!Files.isDirectory(packs)) {
      return List.of();
    }
    try (Stream<Path> list = Files.list(packs)) {
      return list.filter(file -> file.toString().endsWith(".idx")).sorted().toList();
    }
  }

  private final class Objects extends ObjectDatabase {
    @Override
    public ObjectInserter newInserter() {
      throw new UnsupportedOperationException("repositories are only read");
    }

    @Override
    public ObjectReader newReader() {
      return new Reader();
    }

    @Override
    public Set<ObjectId> getShallowCommits() throws IOException {
      return files.getObjectDatabase().getShallowCommits();
    }

    @Override
    public long getApproximateObjectCount() {
      return -1;
    }

    @Override
    public void close() {
      // The repository closes its packs.
    }
  }

  private final class Reader extends ObjectReader {
    private ObjectReader other;

    @Override
    public ObjectReader newReader() {
      return new Reader();
    }

    @Override
    public ObjectLoader open(AnyObjectId id, int hint) throws IOException {
      MappedPack.Content content = content(id);
      if (content == null) {
        // Packs of another format, or packs that came up since.
        return other().open(id, hint);
      }
      if (hint != OBJ_ANY && hint != content.type()) {
        throw new IncorrectObjectTypeException(id.copy(), hint);
      }
      return new ObjectLoader.SmallObject(content.type(), content.bytes());
    }

    @Override
    public Collection<ObjectId> resolve(AbbreviatedObjectId start) throws IOException {
      if (!complete) {
        return other().resolve(start);
      }
      Set<ObjectId> ids = new TreeSet<>();
      for (MappedPack pack : packs) {
        pack.addMatches(start, ids, MOST_MATCHES);
      }
      for (Path directory : directories) {
        addLoose(directory, start, ids);
      }
      return ids;
    }

    @Override
    public Set<ObjectId> getShallowCommits() throws IOException {
      return files.getObjectDatabase().getShallowCommits();
    }

    private ObjectReader other() {
      if (other == null) {
        other = files.newObjectReader();
      }
      return other;
    }

    @Override
    public void close() {
      if (other != null) {
        other.close();
      }
    }
  }

  private MappedPack.Content content(AnyObjectId id) throws IOException {
    for (MappedPack pack : packs) {
      OptionalLong at = pack.find(id);
      if (at.isPresent()) {
        return pack.read(at.getAsLong(), SourceTree.MAX_FILE);
      }
    }
    for (Path directory : directories) {
      Path loose = directory.resolve(id.name().substring(0, 2)).resolve(id.name().substring(2));
      if (Files.isRegularFile(loose)) {
        return loose(loose);
      }
    }
    return null;
  }

  /** A file of its own: compressed, {@code type}, blank, size, a zero byte, the content. */
  private static MappedPack.Content loose(Path file) throws IOException {
    byte[] all;
    try (InputStream in = new InflaterInputStream(InputFile.found(file))) {
      all = in.readNBytes(SourceTree.MAX_FILE + 64);
    }
    if (all.length == SourceTree.MAX_FILE + 64) {
      throw new LargeObjectException();
    }
    int end = 0;
    while (end < all.length && end < 32 && all[end] != 0) {
      end++;
    }
    String[] head = new String(all, 0, end, ISO_8859_1).split(" ", -1);
    if (head.length != 2 || !head[1].equals(Integer.toString(all.length - end - 1))) {
      throw new CorruptObjectException("object " + file.getFileName() + " is corrupt");
    }
    int type =
        switch (head[0]) {
          case Constants.TYPE_COMMIT -> Constants.OBJ_COMMIT;
          case Constants.TYPE_TREE -> Constants.OBJ_TREE;
          case Constants.TYPE_BLOB -> Constants.OBJ_BLOB;
          case Constants.TYPE_TAG -> Constants.OBJ_TAG;
          default -> throw new CorruptObjectException(file.getFileName() + " is corrupt");
        };
    byte[] content = new byte[all.length - end - 1];
    System.arraycopy(all, end + 1, content, 0, content.length);
    return new MappedPack.Content(type, content);
  }

  private static void addLoose(Path directory, AbbreviatedObjectId start, Set<ObjectId> ids)
      throws IOException {
    Path some = directory.resolve(start.name().substring(0, 2));
    if (!Files.isDirectory(some)) {
      return;
    }
    try (Stream<Path> list = Files.list(some)) {
      list.map(file -> some.getFileName() + file.getFileName().toString())
          .filter(name -> ObjectId.isId(name) && name.startsWith(start.name()))
          .limit(MOST_MATCHES)
          .forEach(name -> ids.add(ObjectId.fromString(name)));
    }
  }

  @Override
  public void create(boolean bare) {
    throw new UnsupportedOperationException("repositories are only read");
  }

  @Override
  public String getIdentifier() {
    return files.getIdentifier();
  }

  @Override
  public ObjectDatabase getObjectDatabase() {
    return new Objects();
  }

  @Override
  public RefDatabase getRefDatabase() {
    return files.getRefDatabase();
  }

  @Override
  public StoredConfig getConfig() {
    return files.getConfig();
  }

  @Override
  public AttributesNodeProvider createAttributesNodeProvider() {
    return files.createAttributesNodeProvider();
  }

  @Override
  public void scanForRepoChanges() {
    // A base does not change while it is used.
  }

  @Override
  public void notifyIndexChanged(boolean internal) {
    // Nobody changes an index here.
  }

  @Override
  public void close() {
    for (MappedPack pack : packs) {
      try {
        pack.close();
      } catch (IOException e) {
        // Only read; nothing is lost.
      }
    }
    files.close();
  }
}
