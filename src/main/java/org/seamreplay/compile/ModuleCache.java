package org.seamreplay.compile;

import java.io.File;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.seamreplay.ir.CorruptIrFile;
import org.seamreplay.ir.Digest;
import org.seamreplay.ir.IrFile;
import org.seamreplay.ir.IrModule;

/**
 * Compiled modules on disk, found without a compiler: a manifest tells which files a unit was
 * compiled from, and if they are all as they were, the module is. Anything unreadable is a miss.
 */
final class ModuleCache {
  /** To look at all files takes longer than to write one. */
  private static final int PRUNE_EVERY = 64;

  private static final long LARGEST_INPUT = 64L << 20;

  private final AtomicInteger stored = new AtomicInteger();
  private final CacheDirectory directory;
  private final Clock clock;

  /** Steps of a series share most of their modules: one object for equal ones. */
  private final Map<String, SoftReference<IrModule>> loaded = new ConcurrentHashMap<>();

  /**
   * A cache.
   *
   * @param clock gives the age of files, by which they are deleted, and nothing else
   */
  ModuleCache(CacheDirectory directory, Clock clock) {
    this.directory = directory;
    this.clock = clock;
  }

  /** The module of a unit, if all that it is made from has been compiled before. */
  Optional<IrModule> find(Unit unit) {
    Instant started = now();
    Path sources = unit.sources().directory();
    Manifest manifest = manifest(unit);
    for (Manifest.Case one : manifest.cases()) {
      boolean settled = hasStates(one, sources);
      if (settled || hasContents(one, sources)) {
        Optional<IrModule> module =
            hasNothingNew(one, sources) ? load(one.module()) : Optional.empty();
        if (module.isPresent()) {
          if (!settled) {
            remember(unit, manifest, one, started);
          }
          return module;
        }
      }
    }
    return Optional.empty();
  }

  /** Paths of the files that a unit was made from when it was last compiled; empty if never. */
  List<String> inputs(Unit unit) {
    return manifest(unit).cases().stream()
        .limit(1)
        .flatMap(one -> one.inputs().stream())
        .map(Manifest.Input::path)
        .toList();
  }

  private Manifest manifest(Unit unit) {
    String key = unit.key();
    Optional<byte[]> file = directory.read(manifestName(unit));
    Optional<Manifest> manifest = file.isEmpty() ? Optional.empty() : Manifest.read(file.get());
    return manifest.isPresent() && manifest.get().key().equals(key)
        ? manifest.get()
        : new Manifest(key, List.of());
  }

  private static boolean hasStates(Manifest.Case one, Path sources) {
    for (Manifest.Input input : one.inputs()) {
      if (input.state().isEmpty()
          || !FileState.of(sources.resolve(input.path()))
              .map(FileState::toString)
              .orElse("")
              .equals(input.state())) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasContents(Manifest.Case one, Path sources) {
    for (Manifest.Input input : one.inputs()) {
      if (!input.digest().equals(digest(sources.resolve(input.path())))) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasNothingNew(Manifest.Case one, Path sources) {
    for (String path : one.absent()) {
      if (new File(sources.toFile(), path).isFile()) {
        return false;
      }
    }
    return true;
  }

  /** The next run on this tree need not read the files; that a run here fails does no harm. */
  private void remember(Unit unit, Manifest manifest, Manifest.Case one, Instant started) {
    List<Manifest.Input> inputs = new ArrayList<>();
    for (Manifest.Input input : one.inputs()) {
      inputs.add(input(input.path(), input.digest(), unit, started));
    }
    Manifest.Case seen = new Manifest.Case(List.copyOf(inputs), one.absent(), one.module());
    if (!seen.equals(one)) {
      try {
        directory.write(manifestName(unit), manifest.withFirst(seen).write());
      } catch (IOException e) {
        return;
      }
    }
  }

  /** The state counts only if the file had it already before its content was read. */
  private static Manifest.Input input(String path, String digest, Unit unit, Instant started) {
    String state =
        FileState.of(unit.sources().directory().resolve(path))
            .filter(known -> known.isSettled(FileTime.from(started)))
            .map(FileState::toString)
            .orElse("");
    return new Manifest.Input(path, digest, state);
  }

  /** Empty for what cannot have been compiled: a pipe, a device, a file of gigabytes. */
  private static String digest(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return attributes.isRegularFile() && attributes.size() <= LARGEST_INPUT
          ? new Digest().add(Files.readAllBytes(file)).hex()
          : "";
    } catch (IOException e) {
      return "";
    }
  }

  private Optional<IrModule> load(String key) {
    SoftReference<IrModule> known = loaded.get(key);
    IrModule module = known == null ? null : known.get();
    if (module == null) {
      Optional<byte[]> file =
          directory.read(moduleName(key)).flatMap(bytes -> Seal.open(key, bytes));
      if (file.isEmpty()) {
        return Optional.empty();
      }
      try {
        module = IrFile.read(file.get());
      } catch (CorruptIrFile e) {
        // It will be compiled again and replaced.
        return Optional.empty();
      }
      directory.touch(moduleName(key), FileTime.from(now()));
      loaded.put(key, new SoftReference<>(module));
    }
    return Optional.of(module);
  }

  /**
   * Keeps a module.
   *
   * @param read the files that the compiler read, in its view
   * @param started when the compiler started; a file changed since is not what it read
   */
  void store(Unit unit, List<String> read, Roots roots, IrModule module, Instant started)
      throws IOException {
    List<Manifest.Input> inputs = new ArrayList<>();
    Digest key = new Digest().add(unit.key());
    String prefix = unit.sources().name() + "/";
    for (String file : read) {
      if (file.startsWith(prefix)) {
        String digest = digest(roots.real(file));
        String path = file.substring(prefix.length());
        if (digest.isEmpty() || path.indexOf('\n') >= 0 || isNewer(roots.real(file), started)) {
          return;
        }
        inputs.add(input(path, digest, unit, started));
        key.add(path).add(digest);
      }
    }
    Optional<List<String>> absent = new Includes(unit.sources(), roots, unit.path()).absent(read);
    if (absent.isEmpty()) {
      return;
    }
    String name = key.hex();
    loaded.put(name, new SoftReference<>(module));
    directory.write(moduleName(name), Seal.seal(name, IrFile.write(module)));
    Manifest.Case one = new Manifest.Case(List.copyOf(inputs), absent.get(), name);
    directory.write(manifestName(unit), manifest(unit).withFirst(one).write());
    if (stored.getAndIncrement() % PRUNE_EVERY == 0) {
      directory.prune(now());
    }
  }

  private static boolean isNewer(Path file, Instant time) throws IOException {
    return Files.getLastModifiedTime(file).toInstant().isAfter(time);
  }

  Instant now() {
    return clock.instant();
  }

  private static String manifestName(Unit unit) {
    return "manifests/" + unit.keyName();
  }

  private static String moduleName(String key) {
    return "modules/" + key.substring(0, 2) + "/" + key;
  }
}
