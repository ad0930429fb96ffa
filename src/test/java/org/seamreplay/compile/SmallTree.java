package org.seamreplay.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory that looks like a kernel tree, with a unit as small as a test wants it. */
record SmallTree(Path root) {
  static SmallTree in(Path root) throws IOException {
    return new SmallTree(root).with(Compiler.TDX_UNIT, "int tdx;\n");
  }

  SmallTree with(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return this;
  }
}
