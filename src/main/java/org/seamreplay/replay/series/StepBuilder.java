package org.seamreplay.replay.series;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.seamreplay.compile.Compiler;
import org.seamreplay.replay.boundary.LoadedProfiles;
import org.seamreplay.replay.run.KernelTree;
import org.seamreplay.replay.run.Replay;
import org.seamreplay.tree.Entry;
import org.seamreplay.tree.Materialiser;
import org.seamreplay.tree.SourceTree;

/**
 * Compiles the steps of a series. Only what the units need of a step is put into a private
 * directory; a base that is a directory is compiled where it is.
 */
public final class StepBuilder implements AutoCloseable {
  /** The file in which a tree lists units besides those of the TDX directory. */
  private static final String UNITS = "seamreplay.units";

  private final Compiler compiler;
  private final String tool;
  private final LoadedProfiles profiles;
  private final ReplayMemory memory;
  private final Map<Set<String>, Materialiser> materialisers = new HashMap<>();

  /** By private directory: nobody writes to one, and steps that differ elsewhere share theirs. */
  private final Map<Path, KernelTree> trees = new ConcurrentHashMap<>();

  /**
   * A builder for one replay.
   *
   * @param tool who writes the traces, with version
   * @param profiles where machines and modules come from
   */
  public StepBuilder(Compiler compiler, String tool, LoadedProfiles profiles) {
    this(compiler, tool, profiles, new ReplayMemory());
  }

  /** A builder that remembers what others with the same memory and profiles have made. */
  public StepBuilder(Compiler compiler, String tool, LoadedProfiles profiles, ReplayMemory memory) {
    this.compiler = compiler;
    this.tool = tool;
    this.profiles = profiles;
    this.memory = memory;
  }

  /** What it remembers. */
  ReplayMemory memory() {
    return memory;
  }

  /**
   * Compiles a step.
   *
   * @throws org.seamreplay.compile.CompileFailed if a unit does not compile
   * @throws org.seamreplay.tree.BadTree if its files cannot be had
   */
  public Replay build(StepSource step, String series) {
    // A directory that somebody else has filled, with pipes and links perhaps, is not compiled in.
    KernelTree tree = trees.computeIfAbsent(materialise(step.tree()), KernelTree::open);
    return Replay.of(
        tree, compiler, memory.programs(), tool, profiles, step.number() == 0 ? "" : series);
  }

  private Path materialise(SourceTree tree) {
    Set<String> wanted = new TreeSet<>(List.of(UNITS));
    tree.file(UNITS).map(Entry::content).map(StepBuilder::paths).ifPresent(wanted::addAll);
    Materialiser materialiser;
    synchronized (materialisers) {
      materialiser = materialisers.computeIfAbsent(wanted, Materialiser::new);
    }
    return materialiser.directory(tree);
  }

  /** All words that could be paths: what is too much is not in the tree. */
  private static Set<String> paths(byte[] content) {
    Set<String> paths = new TreeSet<>();
    for (String word : new String(content, UTF_8).split("\\s+", -1)) {
      if (word.endsWith(".c")) {
        paths.add(word);
      }
    }
    return paths;
  }

  @Override
  public void close() {
    materialisers.values().forEach(Materialiser::close);
  }
}
