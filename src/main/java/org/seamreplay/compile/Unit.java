package org.seamreplay.compile;

import java.util.ArrayList;
import java.util.List;
import org.seamreplay.ir.IrFile;

/**
 * What is to be compiled, and how.
 *
 * @param name name of the module
 * @param file the C file, in the compiler's view
 * @param flags all flags but those for the include path
 * @param path the include path, in the compiler's view
 * @param sources the root that {@code file} is in
 * @param headers names the contents of all other roots: equal contents, equal name
 */
record Unit(
    String name,
    String file,
    List<String> flags,
    List<String> path,
    Roots.Root sources,
    String headers) {

  /**
   * Everything that the module depends on except the contents of the sources, as one line. Compared
   * as a whole, so {@link #keyName} may be short.
   */
  String key() {
    StringBuilder key = new StringBuilder();
    key.append(IrFile.VERSION).append(' ').append(Toolchain.LLVM_VERSION);
    key.append(' ').append(headers).append(' ').append(sources.shown()).append(' ').append(file);
    for (String flag : flags) {
      key.append(' ').append(flag);
    }
    for (String directory : path) {
      key.append(" path ").append(directory);
    }
    return key.append(' ').append(name).toString().replace('\n', ' ');
  }

  /** A file name for the key. */
  String keyName() {
    return new Fingerprint().add(key()).hex();
  }

  /** The compiler's arguments; {@code kind} is its option for a directory of the path. */
  List<String> arguments(String kind) {
    List<String> all = new ArrayList<>(flags);
    for (String directory : path) {
      all.add(kind);
      all.add(directory);
    }
    return all;
  }
}
