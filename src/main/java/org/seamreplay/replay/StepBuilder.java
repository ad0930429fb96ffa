package org.seamreplay.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.seamreplay.build.Compiler;
import org.seamreplay.tree.DirectoryBase;
import org.seamreplay.tree.Entry;
import org.seamreplay.tree.SourceTree;

/**
 * Compiles the steps of a series. Only what the units need of a step is put into a private
 * directory; a base that is a directory is compiled where it is.
 */
public final class StepBuilder implements AutoCloseable {
  private final Compiler compiler;
  private final String tool;
  private final LoadedProfiles profiles;
  private final Path scratch;

  /**
   * A builder.
   *
   * @param tool who writes the traces, with version
   * @param profiles where machines and modules come from
   * @throws BadInput if there is no room for temporary files
   */
  public StepBuilder(Compiler compiler, String tool, LoadedProfiles profiles) {
    this.compiler = compiler;
    this.tool = tool;
    this.profiles = profiles;
    try {
      scratch = Files.createTempDirectory("seamreplay-steps");
    } catch (IOException e) {
      throw new BadInput("no temporary directory can be made: " + e.getMessage(), e);
    }
  }

  /**
   * Compiles a step.
   *
   * @throws org.seamreplay.build.CompileFailed if a unit does not compile
   */
  Replay build(StepSource step, String series) {
    KernelTree tree =
        step.tree() instanceof DirectoryBase base
            ? KernelTree.open(base.path())
            : KernelTree.open(materialise(step));
    return Replay.of(tree, compiler, tool, profiles, step.number() == 0 ? "" : series);
  }

  private Path materialise(StepSource step) {
    Path target = scratch.resolve("step-" + step.number());
    try {
      write(step.tree(), "", target);
    } catch (IOException e) {
      throw new BadInput(target + ": cannot be written: " + e.getMessage(), e);
    }
    return target;
  }

  private static void write(SourceTree tree, String directory, Path target) throws IOException {
    Files.createDirectories(target);
    for (String name : tree.names(directory)) {
      String path = directory.isEmpty() ? name : directory + "/" + name;
      Entry entry = tree.entry(path).orElseThrow();
      if (entry.kind() == Entry.Kind.DIRECTORY) {
        write(tree, path, target.resolve(name));
      } else if (entry.isFile()) {
        Files.write(target.resolve(name), entry.content());
      }
    }
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(scratch)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      scratch.toFile().deleteOnExit();
    }
  }
}
