package org.seamreplay.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;

/**
 * Makes files from recipes: a source and what is done to it, one after the other, {@code text "a\n"
 * > repeat 1000 > gzip}. Text has the escapes of Java and {@code \xHH} for a byte, so that a table
 * shows what is in it; whatever is random has a seed.
 */
final class HostileInput {
  private final Path directory;

  HostileInput(Path directory) {
    this.directory = directory;
  }

  /** Makes a file, a directory or something else at a name. */
  void make(String name, String recipe) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    // In place of what a recipe before it has made there.
    Files.deleteIfExists(file);
    String[] steps = recipe.split(" > ", -1);
    List<String> source = HostileCase.words(steps[0]);
    switch (source.get(0)) {
      case "directory" -> Files.createDirectories(file);
      case "fifo" -> started("mkfifo", file.toString());
      case "link" -> Files.createSymbolicLink(file, Path.of(argument(source, 1)));
      case "sparse" -> {
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
          sparse.setLength(Long.parseLong(source.get(1)) << 20);
        }
      }
      case "kernel" -> copy(resource("fixture-kernel"), file);
      case "repository" -> repository(file);
      case "deep" -> Files.createDirectories(file.resolve("d/".repeat(number(source, 1))));
      default -> {
        byte[] bytes = bytes(source);
        for (String step : Arrays.asList(steps).subList(1, steps.length)) {
          bytes = changed(bytes, HostileCase.words(step));
        }
        Files.write(file, bytes);
      }
    }
  }

  private String argument(List<String> words, int index) {
    return words.get(index).replace("@", directory + "/");
  }

  private static int number(List<String> words, int index) {
    return Integer.parseInt(words.get(index));
  }

  private static byte[] bytes(List<String> source) throws IOException {
    return switch (source.get(0)) {
      case "text" -> source.get(1).getBytes(ISO_8859_1);
      case "sample" -> Files.readAllBytes(resource(source.get(1)));
      case "quote" -> HostileSamples.quote();
      case "bundle" -> HostileSamples.bundle();
      case "zeros" -> new byte[number(source, 1)];
      case "random" -> {
        byte[] bytes = new byte[number(source, 2)];
        new Random(number(source, 1)).nextBytes(bytes);
        yield bytes;
      }
      default -> throw new AssertionError("no such source: " + source);
    };
  }

  private static byte[] changed(byte[] bytes, List<String> step) throws IOException {
    return switch (step.get(0)) {
      case "repeat" -> repeated(bytes, number(step, 1));
      case "gzip" -> packed(bytes);
      case "cut" -> Arrays.copyOf(bytes, Math.min(bytes.length, number(step, 1)));
      case "without" -> Arrays.copyOf(bytes, bytes.length - number(step, 1));
      case "flip" -> flipped(bytes, new Random(number(step, 1)), number(step, 2));
      case "before" -> joined(step.get(1).getBytes(ISO_8859_1), bytes);
      case "after" -> joined(bytes, step.get(1).getBytes(ISO_8859_1));
      case "put" -> put(bytes, number(step, 1), step.get(2).getBytes(ISO_8859_1));
      case "replace" ->
          replaced(bytes, step.get(1), step.get(2).repeat(step.size() > 3 ? number(step, 3) : 1));
      default -> throw new AssertionError("no such step: " + step);
    };
  }

  private static byte[] repeated(byte[] bytes, int times) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length * times);
    for (int i = 0; i < times; i++) {
      out.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] packed(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] flipped(byte[] bytes, Random random, int times) {
    for (int i = 0; i < times; i++) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }

  private static byte[] joined(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  private static byte[] put(byte[] bytes, int at, byte[] piece) {
    System.arraycopy(piece, 0, bytes, at, piece.length);
    return bytes;
  }

  private static byte[] replaced(byte[] bytes, String from, String to) {
    String text = new String(bytes, ISO_8859_1);
    int at = text.indexOf(from);
    if (at < 0) {
      throw new AssertionError("no '" + from + "' to replace");
    }
    return (text.substring(0, at) + to + text.substring(at + from.length())).getBytes(ISO_8859_1);
  }

  /** Escapes of Java, and {@code \xHH} for a byte; other characters as their bytes in UTF-8. */
  static String unescaped(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        out.append(utf8(String.valueOf(c)));
        continue;
      }
      char escape = text.charAt(++i);
      switch (escape) {
        case 'n' -> out.append('\n');
        case 'r' -> out.append('\r');
        case 't' -> out.append('\t');
        case 'e' -> out.append('\u001b');
        case '0' -> out.append('\0');
        case 'x' -> {
          out.append((char) Integer.parseInt(text.substring(i + 1, i + 3), 16));
          i += 2;
        }
        case 'u' -> {
          out.append(utf8(Character.toString(Integer.parseInt(text.substring(i + 1, i + 5), 16))));
          i += 4;
        }
        default -> out.append(escape);
      }
    }
    return out.toString();
  }

  /** Text as its bytes, each a character. */
  private static String utf8(String text) {
    return new String(text.getBytes(UTF_8), ISO_8859_1);
  }

  /** Something of the program or of the tests. */
  private static Path resource(String name) {
    for (String root : List.of("src/test/resources", "fixtures", "traces", "patches")) {
      Path path = Path.of(root).resolve(name);
      if (Files.exists(path)) {
        return path;
      }
    }
    if (name.equals("fixture-kernel")) {
      return Path.of("fixtures/kernel");
    }
    throw new AssertionError("no such sample: " + name);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }

  /** The kernel that comes along as two commits. */
  private static void repository(Path root) throws IOException {
    copy(resource("fixture-kernel"), root);
    try (Git git = Git.init().setDirectory(root.toFile()).call()) {
      for (String message : List.of("one", "two")) {
        Files.writeString(root.resolve("README"), message + "\n");
        git.add().addFilepattern(".").call();
        git.commit().setMessage(message).setAuthor("A", "a@b").setSign(false).call();
      }
    } catch (GitAPIException e) {
      throw new IOException(e);
    }
  }

  private static void started(String... command) throws IOException {
    try {
      if (new ProcessBuilder(command).start().waitFor() != 0) {
        throw new IOException(String.join(" ", command));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
