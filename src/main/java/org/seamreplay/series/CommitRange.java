package org.seamreplay.series;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.seamreplay.input.InputFile;

/**
 * Commits of a repository as a series: {@code A..B}, what {@code git format-patch A..B} would send.
 * Only those commits and what they change are read; the repository is never written to.
 */
final class CommitRange {
  private static final Pattern RANGE = Pattern.compile("(.*?)\\.\\.(.*)");

  /** What {@code b4 prep} puts below a cover letter that it keeps as an empty commit. */
  private static final String TRACKING = "--- b4-submit-tracking ---";

  private static final Pattern REVISION = Pattern.compile("\"revision\":\\s*(\\d{1,4})\\b");

  private final String where;
  private final String range;
  private final Repository repository;
  private final RevWalk walk;
  private final CommitDiff diff;
  private final List<Note> notes = new ArrayList<>();
  private Optional<Cover> cover = Optional.empty();
  private int version = 1;

  private CommitRange(
      String where, String range, Repository repository, RevWalk walk, CommitDiff diff) {
    this.where = where;
    this.range = range;
    this.repository = repository;
    this.walk = walk;
    this.diff = diff;
  }

  /**
   * Reads the commits.
   *
   * @throws BadSeries if there are none, or one of them is a merge or cannot be used
   */
  static Series read(SeriesSource.Range source, ReadOptions options) {
    String where = Shown.clean(source.repository().toString(), '?');
    try (Repository repository = open(source, where);
        RevWalk walk = new CountingWalk(repository, where)) {
      String prefix = prefix(repository, source.repository().toRealPath().toFile());
      CommitDiff diff = new CommitDiff(walk.getObjectReader(), prefix);
      return new CommitRange(where, source.range(), repository, walk, diff).series(options);
    } catch (MissingObjectException e) {
      throw bad(
          where
              + ": object "
              + shown(e.getObjectId())
              + " is not there; the clone is shallow or"
              + " partial, fetch the rest",
          e);
    } catch (LargeObjectException e) {
      throw new BadSeries(
          BadSeries.Reason.TOO_LARGE,
          where + ": an object of " + Shown.cut(source.range()) + " is too large to read",
          e);
    } catch (IOException e) {
      throw bad(where + ": " + Shown.cut(InputFile.reason(e)), e);
    }
  }

  private static BadSeries bad(String message, Throwable cause) {
    return new BadSeries(BadSeries.Reason.BAD_RANGE, message, cause);
  }

  private static BadSeries bad(String message) {
    return new BadSeries(BadSeries.Reason.BAD_RANGE, message);
  }

  private static Repository open(SeriesSource.Range source, String where) throws IOException {
    if (!source.repository().toFile().exists()) {
      throw new BadSeries(
          BadSeries.Reason.BAD_PATH, where + ": no such directory; give a git repository");
    }
    RepositoryBuilder builder = PlainGit.find(source.repository());
    if (builder.getGitDir() == null) {
      throw bad(where + ": not a git repository, so it has no range " + Shown.cut(source.range()));
    }
    try {
      Repository repository = builder.build();
      String format = repository.getConfig().getString("extensions", null, "objectFormat");
      if (format != null && !format.equalsIgnoreCase("sha1")) {
        repository.close();
        throw bad(
            where
                + ": a repository with "
                + Shown.cut(format)
                + " ids, which are not read; give"
                + " the patches as files");
      }
      return repository;
    } catch (IllegalArgumentException e) {
      throw bad(where + ": not a git repository that can be read", e);
    }
  }

  /** Where in the commits' trees the directory is: a series for it has paths that start there. */
  private static String prefix(Repository repository, File directory) throws IOException {
    if (repository.isBare()) {
      return "";
    }
    var top = repository.getWorkTree().toPath().toRealPath();
    var here = directory.toPath();
    return here.startsWith(top) ? top.relativize(here).toString() : "";
  }

  private Series series(ReadOptions options) throws IOException {
    Matcher ends = RANGE.matcher(range);
    if (!ends.matches() || ends.group(2).startsWith(".") || range.length() == 2) {
      throw bad(where + ": '" + Shown.cut(range) + "' is no range of commits; give it as A..B");
    }
    RevCommit from = commit(ends.group(1));
    RevCommit to = commit(ends.group(2));
    List<RevCommit> commits = chain(from, to).orElse(null);
    if (commits == null) {
      commits = reachable(from, to);
    }
    Collections.reverse(commits);
    return series(withoutCover(commits), options);
  }

  private RevCommit commit(String name) throws IOException {
    String shown = "'" + Shown.cut(name) + "'";
    try {
      ObjectId id = repository.resolve((name.isEmpty() ? "HEAD" : name) + "^{commit}");
      if (id == null) {
        throw bad(where + ": has no commit " + shown + "; fetch it, or give another");
      }
      return walk.parseCommit(id);
    } catch (AmbiguousObjectException e) {
      throw bad(where + ": " + shown + " is short for several objects; give more digits", e);
    } catch (RevisionSyntaxException e) {
      throw bad(where + ": " + shown + " is no revision; give a tag, branch or commit", e);
    } catch (IncorrectObjectTypeException e) {
      throw bad(where + ": " + shown + " is no commit", e);
    }
  }

  /**
   * The commits if one end is behind the other in a straight line, the newest first: nothing else
   * of the history is read.
   */
  private Optional<List<RevCommit>> chain(RevCommit from, RevCommit to) throws IOException {
    List<RevCommit> commits = new ArrayList<>();
    RevCommit at = to;
    while (!at.equals(from)) {
      walk.parseHeaders(at);
      if (at.getParentCount() != 1 || commits.size() == SeriesLimits.PATCHES) {
        return Optional.empty();
      }
      commits.add(at);
      at = at.getParent(0);
    }
    return Optional.of(commits);
  }

  /** The commits that are behind one end and not behind the other, the newest first. */
  private List<RevCommit> reachable(RevCommit from, RevCommit to) throws IOException {
    List<RevCommit> commits = new ArrayList<>();
    walk.setRetainBody(false);
    walk.markStart(to);
    walk.markUninteresting(from);
    for (RevCommit commit = walk.next(); commit != null; commit = walk.next()) {
      if (commit.getParentCount() > 1) {
        throw bad(
            where
                + ": commit "
                + name(commit)
                + " of "
                + Shown.cut(range)
                + " is a merge; give a range without merges, or 'git rebase' it");
      }
      commits.add(commit);
      if (commits.size() > SeriesLimits.PATCHES) {
        throw new BadSeries(
            BadSeries.Reason.TOO_LARGE,
            where
                + ": "
                + Shown.cut(range)
                + " has more than "
                + SeriesLimits.PATCHES
                + " commits; give the end of the base, such as a tag, as A");
      }
    }
    return commits;
  }

  /** Without the commit in which b4 keeps the cover letter. */
  private List<RevCommit> withoutCover(List<RevCommit> commits) throws IOException {
    List<RevCommit> patches = new ArrayList<>();
    for (RevCommit commit : commits) {
      walk.parseBody(commit);
      int tracking = commit.getFullMessage().indexOf("\n" + TRACKING);
      boolean isCover = tracking >= 0 && commit.getParentCount() == 1 && changesNothing(commit);
      if (isCover) {
        CommitText text = CommitText.of(commit, commit.getFullMessage().substring(0, tracking));
        cover = Optional.of(new Cover(text.subject(), text.body(), text.author(), origin(commit)));
        Matcher revision = REVISION.matcher(commit.getFullMessage());
        version = revision.find(tracking) ? Integer.parseInt(revision.group(1)) : 1;
      } else {
        patches.add(commit);
      }
    }
    return patches;
  }

  private boolean changesNothing(RevCommit commit) throws IOException {
    RevCommit parent = walk.parseCommit(commit.getParent(0));
    return parent.getTree().equals(commit.getTree());
  }

  private Series series(List<RevCommit> commits, ReadOptions options) throws IOException {
    if (commits.isEmpty()) {
      throw bad(where + ": " + Shown.cut(range) + " has no commits; is it the wrong way round?");
    }
    if (options.version().orElse(version) != version) {
      throw new BadSeries(
          BadSeries.Reason.NO_SUCH_VERSION,
          where
              + ": has no version "
              + options.version().getAsInt()
              + " of the series; a range of commits has one, and this is v"
              + version);
    }
    List<Patch> patches = new ArrayList<>();
    for (RevCommit commit : commits) {
      patches.add(patch(patches.size() + 1, commit));
    }
    RevCommit first = commits.get(0);
    List<String> base =
        first.getParentCount() == 0 ? List.of() : List.of(first.getParent(0).name());
    return new Series(cover, version, patches.size(), patches, base, notes);
  }

  private Patch patch(int number, RevCommit commit) throws IOException {
    Optional<RevCommit> parent = Optional.empty();
    if (commit.getParentCount() == 1) {
      parent = Optional.of(walk.parseCommit(commit.getParent(0)));
    }
    String name = "commit " + name(commit);
    byte[] bytes = diff.between(parent, commit, where + ": " + name);
    List<FilePatch> files = DiffReader.read(bytes, where + ": " + name).files();
    if (files.isEmpty()) {
      notes.add(new Note(Note.Kind.INFERRED, name + " changes nothing"));
    }
    CommitText text = CommitText.of(commit, commit.getFullMessage());
    return new Patch(
        number,
        text.subject(),
        text.body(),
        text.author(),
        text.date(),
        files,
        Optional.empty(),
        origin(commit));
  }

  private static Origin origin(RevCommit commit) {
    return new Origin("commit " + shown(commit), Optional.empty(), Optional.of(commit.name()));
  }

  /** {@code 1234567890ab 'x86: Add a thing'}. */
  private String name(RevCommit commit) throws IOException {
    walk.parseBody(commit);
    return shown(commit) + " '" + Shown.cut(commit.getShortMessage()) + "'";
  }

  private static String shown(AnyObjectId id) {
    return id.name().substring(0, 12);
  }

  /** A walk that gives up on histories longer than that of any kernel. */
  private static final class CountingWalk extends RevWalk {
    private static final int LONGEST = 3_000_000;

    private final String where;
    private int commits;

    CountingWalk(Repository repository, String where) {
      super(repository);
      this.where = where;
    }

    @Override
    protected RevCommit createCommit(AnyObjectId id) {
      commits++;
      if (commits > LONGEST) {
        throw bad(
            where + ": more than " + LONGEST + " commits to read; give an A that is behind B");
      }
      return super.createCommit(id);
    }
  }
}
