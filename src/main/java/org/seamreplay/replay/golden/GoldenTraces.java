package org.seamreplay.replay.golden;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.seamreplay.compile.FileState;
import org.seamreplay.compile.WholeFile;
import org.seamreplay.replay.boundary.BadInput;
import org.seamreplay.replay.boundary.ScenarioRun;
import org.seamreplay.trace.Trace;
import org.seamreplay.trace.json.TraceWriter;

/**
 * A directory of golden traces: {@code KERNEL/SCENARIO.jsonl}, for example {@code
 * linux-7.3/boot@server-512g.jsonl}, and those of the steps of a series below, as {@link
 * GoldenPlace} says. Safe for use by several threads.
 */
public final class GoldenTraces {
  /** Stands before what uses it. */
  private static final Path NOWHERE = Path.of("");

  /** No golden traces at all. */
  public static final GoldenTraces NONE = new GoldenTraces(Map.of());

  private static final String SHIPPED = "/traces/";

  private final Path directory;
  private final Optional<Function<String, Optional<byte[]>>> texts;

  /** Asked for what is not here. */
  private final Optional<GoldenTraces> below;

  private final Map<Path, Loaded> loaded = new ConcurrentHashMap<>();

  /** What holds where, by the file that the place would have: a step asks for all before it. */
  private final Map<Path, Optional<Trace>> holding = new ConcurrentHashMap<>();

  /** A trace with the state that its file had before it was read. */
  private record Loaded(Optional<FileState> state, Optional<Trace> trace) {}

  /** Traces below {@code directory}, which need not exist. */
  public GoldenTraces(Path directory) {
    this(directory, Optional.empty(), Optional.empty());
  }

  /**
   * Traces that are in no directory.
   *
   * @param texts by path as they would have it there
   */
  public GoldenTraces(Map<String, byte[]> texts) {
    this(NOWHERE, Optional.of(name -> Optional.ofNullable(texts.get(name))), Optional.empty());
  }

  private GoldenTraces(
      Path directory,
      Optional<Function<String, Optional<byte[]>>> texts,
      Optional<GoldenTraces> below) {
    this.directory = directory;
    this.texts = texts;
    this.below = below;
  }

  /** The traces that the program brings along: of the released kernels, of its own, of a series. */
  public static GoldenTraces shipped() {
    return new GoldenTraces(NOWHERE, Optional.of(GoldenTraces::resource), Optional.empty());
  }

  /** These traces, and where they say nothing the others. */
  public GoldenTraces over(GoldenTraces others) {
    return new GoldenTraces(directory, texts, Optional.of(others));
  }

  private static Optional<byte[]> resource(String name) {
    try (InputStream in = GoldenTraces.class.getResourceAsStream(SHIPPED + name)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new BadInput(name + ": cannot be read from the program's own files", e);
    }
  }

  /** The directory; it need not exist. */
  public Path directory() {
    return directory;
  }

  /** Where the trace of a run is written to. */
  public Path file(GoldenPlace place, ScenarioRun run) {
    Path target = directory.resolve(place.kernel());
    if (!place.step().isEmpty()) {
      target = target.resolve(place.series()).resolve(place.step());
    }
    return target.resolve(run.name() + ".jsonl");
  }

  /**
   * The golden trace that holds for a run, empty if there is none: that of the step, or of the last
   * step before it that has one, or of the kernel as it is.
   *
   * @throws BadInput if the file cannot be read or is no trace
   */
  public Optional<Trace> find(GoldenPlace place, ScenarioRun run) {
    List<Path> without = new ArrayList<>();
    Optional<GoldenPlace> at = Optional.of(place);
    Optional<Trace> found = Optional.empty();
    while (found.isEmpty() && at.isPresent()) {
      Path file = file(at.get(), run);
      Optional<Trace> known = holding.get(file);
      if (known != null) {
        found = known;
        break;
      }
      found = own(at.get(), run);
      without.add(file);
      at = at.get().before();
    }
    for (Path file : without) {
      holding.put(file, found);
    }
    return found;
  }

  /** The trace that is filed at the place itself. */
  Optional<Trace> own(GoldenPlace place, ScenarioRun run) {
    Optional<Trace> trace = loaded.computeIfAbsent(file(place, run), this::read).trace();
    return trace.isPresent() ? trace : below.flatMap(others -> others.own(place, run));
  }

  /** Forgets the traces whose files have changed since they were read. */
  public void refresh() {
    loaded.entrySet().removeIf(e -> !FileState.of(e.getKey()).equals(e.getValue().state()));
    holding.clear();
  }

  /** The trace that holds at the step before; empty for a kernel as it is. */
  Optional<Trace> inherited(GoldenPlace place, ScenarioRun run) {
    return place.before().flatMap(before -> find(before, run));
  }

  /**
   * Deletes a trace.
   *
   * @throws BadInput if that fails
   */
  public void delete(GoldenPlace place, ScenarioRun run) {
    Path file = file(place, run);
    try {
      Files.deleteIfExists(file);
      loaded.remove(file);
      holding.clear();
    } catch (IOException e) {
      throw new BadInput(file + ": cannot be deleted: " + e.getMessage(), e);
    }
  }

  private Loaded read(Path file) {
    if (texts.isPresent()) {
      Optional<byte[]> text = texts.get().apply(file.toString().replace('\\', '/'));
      return new Loaded(
          Optional.empty(), text.map(bytes -> TraceFiles.read(bytes, "golden trace " + file)));
    }
    Optional<FileState> state = FileState.of(file);
    return new Loaded(
        state, Files.exists(file) ? Optional.of(TraceFiles.read(file)) : Optional.empty());
  }

  /**
   * Checks that traces can be written, before work is done for them.
   *
   * @throws BadInput if not
   */
  public void prepare() {
    try {
      Files.createDirectories(directory);
      if (!Files.isWritable(directory)) {
        throw new BadInput(directory + ": not writable; give another directory with --traces");
      }
    } catch (IOException e) {
      throw new BadInput(directory + ": cannot be made; give another directory with --traces", e);
    }
  }

  /**
   * Writes a trace, whole or not at all.
   *
   * @throws BadInput if that fails
   */
  public void write(GoldenPlace place, ScenarioRun run, Trace trace) {
    Path file = file(place, run);
    try {
      Files.createDirectories(file.getParent());
      WholeFile.write(file, TraceWriter.toText(trace).getBytes(US_ASCII));
      loaded.put(file, new Loaded(FileState.of(file), Optional.of(trace)));
      holding.clear();
    } catch (IOException e) {
      throw new BadInput(file + ": cannot be written: " + e.getMessage(), e);
    }
  }
}
