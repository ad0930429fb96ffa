package org.seamreplay.tree;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.seamreplay.series.Series;

/**
 * How well a base fits a series: how many of the files that the series changes are those that it
 * was made on, which its index lines tell. If not all are and there is a repository, its commits
 * are asked: those that the series names, then tags and branches, the newest first, until one fits.
 *
 * @param base the base itself
 * @param tried the other candidates, in the order in which they were tried
 * @param untried how many tags and branches were not, because there are too many
 */
public record BaseFit(Candidate base, List<Candidate> tried, int untried) {
  /** Candidates that {@link #search} tries if nothing else is said. */
  public static final int USUAL_LIMIT = 200;

  /** References that are looked at to find the newest; each costs reading a commit. */
  private static final int MOST_REFS = 5_000;

  private static final int SHOWN = 5;

  /** Where git keeps what people know by name. */
  private static final List<String> NAMES = List.of("refs/heads/", "refs/remotes/", "refs/tags/");

  /** Copies the list. */
  public BaseFit {
    tried = List.copyOf(tried);
  }

  /**
   * A tree that the series may have been made on.
   *
   * @param name what to give as {@code --base}, or what the base is called
   * @param commit its full id; empty for files on disk, or if the commit is not there
   * @param expected how many files the series tells of
   * @param differing those that are not as it tells
   * @param problem why nothing can be said; empty if something can
   */
  public record Candidate(
      String name,
      Optional<String> commit,
      int expected,
      List<String> differing,
      Optional<String> problem) {
    /** Copies the list. */
    public Candidate {
      differing = List.copyOf(differing);
    }

    /** How many files are as the series tells. */
    public int matching() {
      return expected - differing.size();
    }

    /** Whether all are. */
    public boolean fits() {
      return problem.isEmpty() && differing.isEmpty() && expected > 0;
    }

    /** {@code v7.3 (7 of 12)}. */
    @Override
    public String toString() {
      return name + " (" + problem.orElseGet(() -> matching() + " of " + expected) + ")";
    }
  }

  /** Looks at the base alone. */
  public static BaseFit of(Base base, Series series) {
    return new BaseFit(candidate(base, PreImages.of(series)), List.of(), 0);
  }

  /**
   * Looks at the base, and at what the repository has if the base does not fit.
   *
   * @param limit how many tags and branches are tried
   */
  public static BaseFit search(Base base, Series series, int limit) {
    PreImages images = PreImages.of(series);
    Candidate itself = candidate(base, images);
    Optional<GitObjects> objects = objects(base);
    if (itself.fits() || images.size() == 0 || objects.isEmpty()) {
      return new BaseFit(itself, List.of(), 0);
    }
    return new Search(objects.get(), images).search(itself, series.baseCommits(), limit);
  }

  private static Optional<GitObjects> objects(Base base) {
    if (base instanceof WatchedBase watch) {
      return objects(watch.watched());
    }
    if (base instanceof GitBase git) {
      return Optional.of(git.objects());
    }
    return base instanceof DirectoryBase directory ? directory.objects() : Optional.empty();
  }

  private static Candidate candidate(Base base, PreImages images) {
    List<String> differing =
        images.differing(path -> base.entry(path).filter(Entry::isFile).map(Entry::id));
    Optional<String> commit =
        base instanceof GitBase git
            ? git.commit()
            : base instanceof WatchedBase watch ? watch.commit() : Optional.empty();
    return new Candidate(base.describe(), commit, images.size(), differing, Optional.empty());
  }

  /** The one that fits best, if it fits better than the base; of equal ones the first tried. */
  public Optional<Candidate> better() {
    return tried.stream()
        .filter(one -> one.problem().isEmpty() && one.matching() > base.matching())
        .max(Comparator.comparingInt(Candidate::matching));
  }

  /** What there is to say, a line each, the first on the base itself. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (base.expected() == 0) {
      lines.add("the patches have no index lines, so nothing tells what they were made on");
      return lines;
    }
    String count = base.matching() + " of " + base.expected();
    lines.add(
        base.fits()
            ? base.expected() == 1
                ? "the base fits: its file is the one the series was made on"
                : "the base fits: all "
                    + base.expected()
                    + " files are those the series was made on"
            : "the base: "
                + count
                + " files are those the series was made on, not "
                + listed(base.differing()));
    Optional<Candidate> better = better();
    better.ifPresent(
        one ->
            lines.add(
                (one.fits() ? "fits: --base " : "fits better: --base ")
                    + one
                    + one.commit().map(id -> ", commit " + id.substring(0, 12)).orElse("")));
    List<String> rejected =
        tried.stream()
            .filter(one -> better.filter(one::equals).isEmpty())
            .map(Candidate::toString)
            .toList();
    if (!rejected.isEmpty()) {
      lines.add("rejected: " + listed(rejected));
    }
    if (untried > 0) {
      lines.add("not tried: " + untried + " older tags and branches");
    }
    return lines;
  }

  private static String listed(List<String> all) {
    return all.stream().limit(SHOWN).collect(Collectors.joining(", "))
        + (all.size() > SHOWN ? " and " + (all.size() - SHOWN) + " more" : "");
  }

  /** Goes through the commits of a repository. */
  private static final class Search {
    private final GitObjects objects;
    private final PreImages images;
    private final Map<ObjectId, Map<String, GitObjects.Child>> trees = new HashMap<>();
    private final List<Candidate> tried = new ArrayList<>();
    private final Set<ObjectId> seen = new HashSet<>();

    /** A tag or branch, and what it is. */
    private record Named(String name, GitObjects.Revision revision) {}

    Search(GitObjects objects, PreImages images) {
      this.objects = objects;
      this.images = images;
    }

    BaseFit search(Candidate base, List<String> baseCommits, int limit) {
      base.commit().map(ObjectId::fromString).ifPresent(seen::add);
      for (String trailer : baseCommits) {
        if (named(trailer)) {
          return new BaseFit(base, tried, 0);
        }
      }
      List<Named> newest = newest();
      int left = newest.size();
      for (Named one : newest.subList(0, Math.min(limit, newest.size()))) {
        left--;
        if (tried(one.name(), one.revision())) {
          // The rest are not untried for want of room.
          return new BaseFit(base, tried, 0);
        }
      }
      return new BaseFit(base, tried, left);
    }

    /** Whether a commit that the series names fits. */
    private boolean named(String trailer) {
      try {
        GitObjects.Revision revision = objects.revision(trailer);
        return revision.commit().filter(seen::add).isPresent() && tried(trailer, revision);
      } catch (BadTree e) {
        tried.add(
            new Candidate(
                "base-commit " + trailer.substring(0, Math.min(12, trailer.length())),
                Optional.empty(),
                images.size(),
                List.of(),
                Optional.of("not in the repository")));
        return false;
      }
    }

    private boolean tried(String name, GitObjects.Revision revision) {
      Candidate candidate = candidate(name, revision);
      tried.add(candidate);
      return candidate.fits();
    }

    private Candidate candidate(String name, GitObjects.Revision revision) {
      Optional<String> commit = revision.commit().map(ObjectId::name);
      try {
        String prefix = objects.prefix().isEmpty() ? "" : objects.prefix() + "/";
        List<String> differing = images.differing(path -> blob(revision.tree(), prefix + path));
        return new Candidate(name, commit, images.size(), differing, Optional.empty());
      } catch (BadTree e) {
        return new Candidate(
            name, commit, images.size(), List.of(), Optional.of("its files are not there"));
      }
    }

    private Optional<ObjectId> blob(ObjectId tree, String path) {
      ObjectId at = tree;
      String[] names = path.split("/", -1);
      for (int i = 0; i < names.length; i++) {
        GitObjects.Child child = trees.computeIfAbsent(at, objects::children).get(names[i]);
        boolean last = i == names.length - 1;
        if (child == null || (last ? !isFile(child.mode()) : !child.mode().equals(FileMode.TREE))) {
          return Optional.empty();
        }
        at = child.id();
      }
      return Optional.of(at);
    }

    private static boolean isFile(FileMode mode) {
      return mode.equals(FileMode.REGULAR_FILE) || mode.equals(FileMode.EXECUTABLE_FILE);
    }

    private List<Named> newest() {
      List<Ref> refs = new ArrayList<>();
      NAMES.forEach(under -> refs.addAll(objects.refs(under)));
      refs.sort(Comparator.comparing(Ref::getName));
      List<Named> all = new ArrayList<>();
      for (Ref ref : refs.subList(0, Math.min(MOST_REFS, refs.size()))) {
        ObjectId id = ref.getPeeledObjectId() == null ? ref.getObjectId() : ref.getPeeledObjectId();
        Optional<GitObjects.Revision> revision =
            id == null ? Optional.empty() : objects.revisionOf(id);
        revision
            .filter(one -> one.commit().filter(seen::add).isPresent())
            .ifPresent(one -> all.add(new Named(name(ref), one)));
      }
      all.sort(
          Comparator.comparingLong((Named one) -> one.revision().seconds())
              .reversed()
              .thenComparing(Named::name));
      return all;
    }

    private static String name(Ref ref) {
      String name = ref.getName();
      for (String prefix : NAMES) {
        if (name.startsWith(prefix)) {
          return name.substring(prefix.length());
        }
      }
      return name;
    }
  }
}
