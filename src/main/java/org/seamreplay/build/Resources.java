package org.seamreplay.build;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A directory among this program's own resources, in its jar or in a class directory. */
public record Resources(SortedMap<String, byte[]> files) {

  /** Reads all files below {@code name}, for example {@code shim}; empty if there is none. */
  public static Resources load(String name) throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    URL url = Resources.class.getResource("/" + name);
    if (url != null) {
      URI uri = URI.create(url.toString());
      if (uri.getScheme().equals("jar")) {
        try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
          read(jar.getPath("/" + name), files);
        }
      } else {
        read(Path.of(uri), files);
      }
    }
    return new Resources(files);
  }

  private static void read(Path root, SortedMap<String, byte[]> files) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        try (InputStream in = Files.newInputStream(file)) {
          files.put(root.relativize(file).toString(), in.readAllBytes());
        }
      }
    }
  }

  /** Names the contents: equal files, equal digest. */
  public String digest() {
    Digest digest = new Digest();
    files.forEach((name, bytes) -> digest.add(name).add(bytes));
    return digest.hex();
  }

  /**
   * Writes the files where the compiler can read them, once for all processes.
   *
   * @param parent where the directory is made; its name is the digest
   */
  public Path materialise(Path parent) throws IOException {
    Path target = parent.resolve(digest());
    if (Files.isDirectory(target)) {
      return target;
    }
    Files.createDirectories(parent);
    Path fresh = Files.createTempDirectory(parent, "new");
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = fresh.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    try {
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      // Another process was faster; what it wrote is the same.
      Clang.delete(fresh);
      if (!Files.isDirectory(target)) {
        throw e;
      }
    }
    return target;
  }
}
