package org.seamreplay.series;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.HashedSequence;
import org.eclipse.jgit.diff.HashedSequenceComparator;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.LowLevelDiffAlgorithm;
import org.eclipse.jgit.diff.MyersDiff;
import org.eclipse.jgit.diff.Sequence;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.AbstractTreeIterator;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * What a commit changes, in the form in which git sends it, whatever the repository's configuration
 * says about diffs.
 */
final class CommitDiff {
  /** As git, which takes two files for one that moved if half of it stayed. */
  private static final int RENAME_SCORE = 50;

  /** Enough to name a blob of any repository. */
  private static final int WHOLE_ID = 40;

  private final ObjectReader reader;
  private final String prefix;
  private final HistogramDiff algorithm = new HistogramDiff();
  private long left = SeriesLimits.INPUT;
  private long lines = SeriesLimits.LINES;

  /**
   * For the commits of one range.
   *
   * @param prefix the directory that is looked at, without slash at the end; empty for everything
   */
  CommitDiff(ObjectReader reader, String prefix) {
    this.reader = reader;
    this.prefix = prefix;
    algorithm.setFallbackAlgorithm(new BoundedMyers());
  }

  /**
   * The diff of a commit.
   *
   * @param parent what it is compared with; without one it is the first of all
   * @param where what to call it
   * @throws BadSeries if the diff of it, or of all so far, is too long
   */
  byte[] between(Optional<RevCommit> parent, RevCommit commit, String where) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DiffFormatter formatter = new DiffFormatter(new Bounded(out, where))) {
      formatter.setReader(reader, new Config());
      formatter.setDiffAlgorithm(algorithm);
      formatter.setAbbreviationLength(WHOLE_ID);
      formatter.setBinaryFileThreshold(SeriesLimits.MAIL);
      formatter.setDetectRenames(true);
      formatter.getRenameDetector().setRenameScore(RENAME_SCORE);
      AbstractTreeIterator old = parent.isPresent() ? tree(parent.get()) : new EmptyTreeIterator();
      List<DiffEntry> entries = formatter.scan(old, tree(commit));
      formatter.format(entries);
      formatter.flush();
    }
    byte[] bytes = out.toByteArray();
    lines -= TextLine.count(bytes);
    if (lines < 0) {
      throw tooLarge(where, SeriesLimits.LINES + " lines");
    }
    return bytes;
  }

  private AbstractTreeIterator tree(RevCommit commit) throws IOException {
    if (prefix.isEmpty()) {
      return new CanonicalTreeParser(null, reader, commit.getTree());
    }
    try (TreeWalk walk = TreeWalk.forPath(reader, prefix, commit.getTree())) {
      return walk == null || walk.getFileMode(0) != FileMode.TREE
          ? new EmptyTreeIterator()
          : new CanonicalTreeParser(null, reader, walk.getObjectId(0));
    }
  }

  private static BadSeries tooLarge(String where, String size) {
    return new BadSeries(
        BadSeries.Reason.TOO_LARGE,
        where + ": the diffs of the range have more than " + size + "; give a smaller range");
  }

  /**
   * For what has no line that is rare, in which the shortest diff is looked for: not where that
   * takes minutes. Such a part is replaced as a whole, which is as right, and longer.
   */
  private static final class BoundedMyers extends LowLevelDiffAlgorithm {
    /** Lines times lines of one part: half a second. */
    private static final long PART = 100_000_000;

    /** The same for all files of a range. */
    private long left = 10 * PART;

    @Override
    public <S extends Sequence> void diffNonCommon(
        EditList edits,
        HashedSequenceComparator<S> comparator,
        HashedSequence<S> old,
        HashedSequence<S> now,
        Edit region) {
      long work = (long) region.getLengthA() * region.getLengthB();
      if (work > PART || work > left) {
        edits.add(region);
      } else {
        left -= work;
        ((LowLevelDiffAlgorithm) MyersDiff.INSTANCE)
            .diffNonCommon(edits, comparator, old, now, region);
      }
    }
  }

  /** Stops a diff that gets too long while it is made. */
  private final class Bounded extends OutputStream {
    private final ByteArrayOutputStream out;
    private final String where;

    private Bounded(ByteArrayOutputStream out, String where) {
      this.out = out;
      this.where = where;
    }

    @Override
    public void write(int b) {
      take(1);
      out.write(b);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      take(length);
      out.write(bytes, from, length);
    }

    private void take(int length) {
      left -= length;
      if (left < 0) {
        throw tooLarge(where, (SeriesLimits.INPUT >> 20) + " MB");
      }
    }
  }
}
