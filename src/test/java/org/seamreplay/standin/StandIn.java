package org.seamreplay.standin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A posting made against the tree at hand: the cover letter and each patch as a mail. */
public final class StandIn {
  /** The posting that comes along. */
  public static final Path EDITS = Path.of("fixtures/postings/on-linux");

  private static final String COVER = "cover";
  private static final String SUFFIX = ".edits";

  private final Path tree;
  private final Envelope envelope;
  private final List<MailOfPatch> mails;

  private StandIn(Path tree, Envelope envelope, List<MailOfPatch> mails) {
    this.tree = tree;
    this.envelope = envelope;
    this.mails = List.copyOf(mails);
  }

  /**
   * Makes the posting.
   *
   * @param edits the directory of the cover letter and of the edits, one file a patch, in the order
   *     of their names
   * @param tree the sources of a kernel; only the files that the edits name are read
   * @throws BadEdits if an edit cannot be read, or has no place in the tree, or more than one
   */
  public static StandIn on(Path tree, Path edits) throws IOException {
    List<PatchEdits> patches = new ArrayList<>();
    try (Stream<Path> files = Files.list(edits)) {
      for (Path file : files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList()) {
        patches.add(PatchEdits.read(file.toString(), Files.readString(file, UTF_8)));
      }
    }
    if (patches.isEmpty()) {
      throw new BadEdits(edits.toString(), "no file *" + SUFFIX);
    }
    Path cover = edits.resolve(COVER);
    if (!Files.isRegularFile(cover)) {
      throw new BadEdits(edits.toString(), "no file " + COVER);
    }
    Envelope envelope = Envelope.read(cover.toString(), Files.readString(cover, UTF_8));
    WorkingCopy copy = new WorkingCopy(tree);
    List<MailOfPatch> mails = new ArrayList<>();
    for (int i = 0; i < patches.size(); i++) {
      PatchEdits patch = patches.get(i);
      mails.add(new MailOfPatch(envelope, i + 1, patches.size(), patch, copy.apply(patch)));
    }
    return new StandIn(tree, envelope, mails);
  }

  /** How many patches there are, without the cover letter. */
  public int count() {
    return mails.size();
  }

  /** The files that the patches change. */
  public Set<String> paths() {
    Set<String> paths = new TreeSet<>();
    mails.forEach(mail -> mail.changes().forEach(change -> paths.add(change.path())));
    return paths;
  }

  /** Writes a file for the cover letter and for each patch into a new directory, as git does. */
  public void directory(Path out) throws IOException {
    Files.createDirectories(out);
    Files.write(out.resolve("0000-cover-letter.patch"), bytes(cover()));
    for (MailOfPatch mail : mails) {
      Files.write(out.resolve(mail.fileName()), bytes(mail.text()));
    }
  }

  /** Writes all mails as one mailbox. */
  public void mbox(Path out) throws IOException {
    StringBuilder text = new StringBuilder(cover());
    mails.forEach(mail -> text.append(mail.text()));
    Files.write(out, bytes(text.toString()));
  }

  /**
   * Makes a bare repository with the tree as commit {@code base} and the patches as branch {@code
   * posting}, which differ in nothing but their objects' names from what {@code git am} makes of
   * the mails.
   */
  public void branch(Path out) throws IOException {
    try (TreeRepository repository = TreeRepository.create(out, tree, envelope)) {
      for (MailOfPatch mail : mails) {
        repository.commit(mail);
      }
    }
  }

  private String cover() {
    // The summary is of what all of them make of the tree: a line may come and go again.
    TreeMap<String, FileChange> changes = new TreeMap<>();
    StringBuilder log = new StringBuilder();
    log.append(envelope.name()).append(" (").append(count()).append("):\n");
    for (MailOfPatch mail : mails) {
      log.append("  ").append(mail.subject()).append('\n');
      mail.changes().forEach(change -> changes.merge(change.path(), change, FileChange::then));
    }
    return MailOfPatch.head(envelope, 0, count(), envelope.subject())
        + envelope.cover()
        + "\n\n"
        + log
        + "\n"
        + GitDiff.stat(List.copyOf(changes.values()))
        + MailOfPatch.SIGNATURE;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
