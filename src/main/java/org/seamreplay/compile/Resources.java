package org.seamreplay.compile;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * A directory among this program's own resources, in its jar or in a class directory. Its
 * fingerprint is made of what a jar's table of contents says, so that a warm run need not read the
 * files.
 */
public final class Resources {
  private static final int VERSIONS_KEPT = 8;

  private interface Content {
    byte[] read() throws IOException;
  }

  private final SortedMap<String, Content> files = new TreeMap<>();
  private final Fingerprint fingerprint = new Fingerprint();

  /** Lists the files below {@code name}, for example {@code shim}; none if there is no such. */
  public static Resources load(String name) throws IOException {
    Resources resources = new Resources();
    URL url = Resources.class.getResource("/" + name);
    if (url == null) {
      url = Resources.class.getResource("/" + name + "/");
    }
    if (url != null) {
      if (url.openConnection() instanceof JarURLConnection connection) {
        resources.addJar(connection.getJarFile(), name + "/");
      } else {
        resources.addDirectory(Path.of(URI.create(url.toString())));
      }
    }
    return resources;
  }

  private void addJar(JarFile jar, String prefix) {
    SortedMap<String, JarEntry> entries = new TreeMap<>();
    for (Enumeration<JarEntry> all = jar.entries(); all.hasMoreElements(); ) {
      JarEntry entry = all.nextElement();
      if (entry.getName().startsWith(prefix) && !entry.isDirectory()) {
        entries.put(entry.getName().substring(prefix.length()), entry);
      }
    }
    entries.forEach(
        (name, entry) -> {
          files.put(name, () -> content(jar, entry));
          fingerprint.add(name).add(entry.getSize() + " " + entry.getCrc());
        });
  }

  private static byte[] content(JarFile jar, JarEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }

  private void addDirectory(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        String name = root.relativize(file).toString();
        files.put(name, () -> Files.readAllBytes(file));
        byte[] content = Files.readAllBytes(file);
        CRC32 crc = new CRC32();
        crc.update(content);
        fingerprint.add(name).add(content.length + " " + crc.getValue());
      }
    }
  }

  boolean has(String name) {
    return files.containsKey(name);
  }

  /** All files, by path below the directory, in order. */
  public List<String> names() {
    return List.copyOf(files.keySet());
  }

  /** The bytes of a file; empty if there is none of that name. */
  public Optional<byte[]> content(String name) throws IOException {
    Content content = files.get(name);
    return content == null ? Optional.empty() : Optional.of(content.read());
  }

  /** Names the contents: another file or content, another fingerprint. */
  public String fingerprint() {
    return fingerprint.hex();
  }

  /**
   * Writes the files where the compiler can read them, once for all processes.
   *
   * @param parent where the directory is made; its name is the fingerprint
   */
  public Path materialise(Path parent) throws IOException {
    Path target = parent.resolve(fingerprint());
    if (Files.isDirectory(target)) {
      return target;
    }
    Files.createDirectories(parent);
    deleteOld(parent);
    Path fresh = Files.createTempDirectory(parent, CacheDirectory.NEW);
    try {
      for (var file : files.entrySet()) {
        Path path = fresh.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.write(path, file.getValue().read());
      }
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Leftovers.delete(fresh);
      // Another process may have been faster; what it wrote is the same.
      if (!Files.isDirectory(target)) {
        throw e;
      }
    }
    return target;
  }

  /** Headers of earlier versions of this program, and what a killed process left. */
  private static void deleteOld(Path parent) throws IOException {
    record Aged(Path directory, FileTime time) {}
    List<Aged> all = new ArrayList<>();
    try (Stream<Path> directories = Files.list(parent)) {
      for (Path directory : directories.toList()) {
        FileTime time = Files.getLastModifiedTime(directory);
        if (CacheDirectory.isLeft(directory, time, Instant.now())) {
          Leftovers.delete(directory);
        } else {
          all.add(new Aged(directory, time));
        }
      }
    } catch (NoSuchFileException e) {
      // Another process is at it.
      return;
    }
    all.sort(Comparator.comparing(Aged::time).reversed().thenComparing(Aged::directory));
    all.stream().skip(VERSIONS_KEPT).forEach(old -> Leftovers.delete(old.directory()));
  }
}
