package org.seamreplay.ir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.seamreplay.compile.Compiler;

/** The module of {@code everything.c}, compiled once for each level of optimisation. */
final class EverythingModule {
  static final Path SOURCE = Path.of("src/test/resources/ir/everything.c");

  private static final Map<Integer, IrModule> MODULES = new ConcurrentHashMap<>();

  private EverythingModule() {}

  static IrModule at(int optLevel) {
    return MODULES.computeIfAbsent(optLevel, EverythingModule::compile);
  }

  static IrModule compile(int optLevel) {
    try {
      Path cache = Files.createTempDirectory("everything");
      cache.toFile().deleteOnExit();
      return new Compiler(cache).plainFile(SOURCE, optLevel);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
