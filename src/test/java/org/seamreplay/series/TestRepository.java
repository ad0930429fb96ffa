package org.seamreplay.series;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** A repository made in a test, without the git program: commits of files given as text. */
final class TestRepository implements AutoCloseable {
  private static final Instant START = Instant.parse("2026-06-01T10:00:00Z");

  private final Repository repository;
  private final Map<String, DirCacheEntry> files = new TreeMap<>();
  private int commits;

  private TestRepository(Repository repository) {
    this.repository = repository;
  }

  static TestRepository bare(Path directory) throws IOException {
    return create(new FileRepositoryBuilder().setGitDir(directory.toFile()).setBare().build());
  }

  static TestRepository worktree(Path directory) throws IOException {
    return create(
        new FileRepositoryBuilder()
            .setWorkTree(directory.toFile())
            .setGitDir(directory.resolve(".git").toFile())
            .build());
  }

  private static TestRepository create(Repository repository) throws IOException {
    repository.create(repository.isBare());
    return new TestRepository(repository);
  }

  /** Puts a file into the next commit. */
  TestRepository file(String path, String content) throws IOException {
    return file(path, content.getBytes(UTF_8), FileMode.REGULAR_FILE);
  }

  TestRepository file(String path, byte[] content, FileMode mode) throws IOException {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      ObjectId id =
          mode == FileMode.GITLINK
              ? ObjectId.fromString("1234567890123456789012345678901234567890")
              : inserter.insert(Constants.OBJ_BLOB, content);
      inserter.flush();
      DirCacheEntry entry = new DirCacheEntry(path);
      entry.setFileMode(mode);
      entry.setObjectId(id);
      files.put(path, entry);
      return this;
    }
  }

  TestRepository without(String path) {
    files.remove(path);
    return this;
  }

  /** Commits the files, with the given commits as parents; each commit is a minute later. */
  ObjectId commit(String message, ObjectId... parents) throws IOException {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(tree(inserter));
      commit.setParentIds(parents);
      commit.setMessage(message);
      Instant when = START.plusSeconds(60L * commits++);
      PersonIdent ident =
          new PersonIdent("Jane Doe", "jane@lab.example", when, ZoneId.of("+02:00"));
      commit.setAuthor(ident);
      commit.setCommitter(ident);
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      return id;
    }
  }

  private ObjectId tree(ObjectInserter inserter) throws IOException {
    DirCacheBuilder builder = DirCache.newInCore().builder();
    List<DirCacheEntry> entries = new ArrayList<>(files.values());
    entries.sort(Comparator.comparing(DirCacheEntry::getPathString));
    entries.forEach(builder::add);
    builder.finish();
    return builder.getDirCache().writeTree(inserter);
  }

  void ref(String name, ObjectId id) throws IOException {
    RefUpdate update = repository.updateRef(name);
    update.setNewObjectId(id);
    update.forceUpdate();
  }

  Path objects() {
    return repository.getDirectory().toPath().resolve("objects");
  }

  /** Takes a loose object away. */
  void forget(ObjectId id) throws IOException {
    String name = id.name();
    java.nio.file.Files.delete(objects().resolve(name.substring(0, 2)).resolve(name.substring(2)));
  }

  @Override
  public void close() {
    repository.close();
  }
}
