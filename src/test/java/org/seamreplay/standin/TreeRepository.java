package org.seamreplay.standin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;

/** A new bare repository with a tree of files, and patches on top of it. */
final class TreeRepository implements AutoCloseable {
  private static final String BASE = "refs/tags/base";
  private static final String POSTING = "refs/heads/posting";

  private final FileRepository repository;
  private final DirCache index = DirCache.newInCore();
  private ObjectId head = ObjectId.zeroId();

  private TreeRepository(FileRepository repository) {
    this.repository = repository;
  }

  /** Makes the repository with the first commit, which the author of the patches makes, too. */
  static TreeRepository create(Path directory, Path tree, Envelope envelope) throws IOException {
    FileRepository repository = new FileRepository(directory.toFile());
    repository.create(true);
    RefUpdate link = repository.updateRef(Constants.HEAD);
    link.link(POSTING);
    TreeRepository result = new TreeRepository(repository);
    try (ObjectInserter inserter = repository.getObjectDatabase().newPackInserter();
        Stream<Path> walk = Files.walk(tree)) {
      DirCacheBuilder builder = result.index.builder();
      for (Path file : walk.sorted().toList()) {
        String path = tree.relativize(file).toString();
        if (!path.startsWith(".") && !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
          builder.add(entry(inserter, path, file));
        }
      }
      builder.finish();
      result.commit(inserter, person(envelope, 0), "Sources of a kernel\n");
    }
    result.update(BASE, result.head);
    return result;
  }

  /** One more commit. */
  void commit(MailOfPatch mail) throws IOException {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      DirCacheEditor editor = index.editor();
      for (FileChange change : mail.changes()) {
        ObjectId blob = inserter.insert(Constants.OBJ_BLOB, change.after().getBytes(ISO_8859_1));
        editor.add(
            new DirCacheEditor.PathEdit(change.path()) {
              @Override
              public void apply(DirCacheEntry entry) {
                entry.setObjectId(blob);
              }
            });
      }
      editor.finish();
      PersonIdent author = person(mail.envelope(), mail.number());
      commit(inserter, author, mail.subject() + "\n\n" + mail.message() + "\n");
    }
    update(POSTING, head);
  }

  @Override
  public void close() {
    repository.close();
  }

  private void commit(ObjectInserter inserter, PersonIdent person, String message)
      throws IOException {
    CommitBuilder commit = new CommitBuilder();
    commit.setTreeId(index.writeTree(inserter));
    commit.setParentIds(head.equals(ObjectId.zeroId()) ? List.of() : List.of(head));
    commit.setAuthor(person);
    commit.setCommitter(person);
    commit.setEncoding(UTF_8);
    commit.setMessage(message);
    head = inserter.insert(commit);
    inserter.flush();
  }

  private void update(String name, ObjectId id) throws IOException {
    RefUpdate update = repository.updateRef(name);
    update.setNewObjectId(id);
    update.disableRefLog();
    RefUpdate.Result result = update.forceUpdate();
    if (result != RefUpdate.Result.NEW && result != RefUpdate.Result.FORCED) {
      throw new IOException(name + " cannot be set: " + result);
    }
  }

  private static DirCacheEntry entry(ObjectInserter inserter, String path, Path file)
      throws IOException {
    DirCacheEntry entry = new DirCacheEntry(path);
    byte[] content;
    if (Files.isSymbolicLink(file)) {
      entry.setFileMode(FileMode.SYMLINK);
      content = Files.readSymbolicLink(file).toString().getBytes(UTF_8);
    } else {
      entry.setFileMode(
          Files.isExecutable(file) ? FileMode.EXECUTABLE_FILE : FileMode.REGULAR_FILE);
      content = Files.readAllBytes(file);
    }
    entry.setObjectId(inserter.insert(Constants.OBJ_BLOB, content));
    return entry;
  }

  private static PersonIdent person(Envelope envelope, int number) {
    return new PersonIdent(
        envelope.name(),
        envelope.address(),
        envelope.date(number).toInstant(),
        envelope.date(number).getOffset());
  }
}
