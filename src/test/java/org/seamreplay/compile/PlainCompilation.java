package org.seamreplay.compile;

import java.nio.file.Path;

/** A process that compiles a plain C file: arguments are the cache and the file. */
final class PlainCompilation {
  private PlainCompilation() {}

  public static void main(String[] args) {
    new Compiler(Path.of(args[0])).plainFile(Path.of(args[1]), 0);
  }
}
