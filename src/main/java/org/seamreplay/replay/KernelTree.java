package org.seamreplay.replay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.seamreplay.build.Compiler;

/**
 * The sources of a kernel, in a directory that is only read.
 *
 * @param path the directory
 * @param id what traces are filed under: {@code linux-7.3}, or {@code fixture} for the kernel code
 *     that the program brings along
 * @param digest twelve hexadecimal digits that change with the TDX sources
 * @param units the C files that are compiled, relative to the path
 */
public record KernelTree(Path path, String id, String digest, List<String> units) {
  private static final String DIRECTORY = "arch/x86/virt/vmx/tdx";
  private static final int MAX_MAKEFILE = 1 << 20;

  /** {@code obj-y += seamcall.o tdx.o}. */
  private static final Pattern OBJECT = Pattern.compile("([A-Za-z0-9_-]+)\\.o\\b");

  private static final Pattern VARIABLE =
      Pattern.compile(
          "^(VERSION|PATCHLEVEL|EXTRAVERSION)[ \\t]*=[ \\t]*([^\\s#]*)", Pattern.MULTILINE);

  /** Copies the list. */
  public KernelTree {
    units = List.copyOf(units);
  }

  /**
   * Looks at a kernel tree.
   *
   * @throws BadInput if it is none, in one line
   */
  public static KernelTree open(Path path) {
    if (!Files.exists(path)) {
      throw new BadInput(path + ": no such kernel tree");
    }
    if (!Files.isDirectory(path)) {
      throw new BadInput(path + ": not a directory; give the root of a kernel source tree");
    }
    if (!Files.isReadable(path) || !Files.isExecutable(path)) {
      throw new BadInput(path + ": not readable");
    }
    if (!Files.isRegularFile(path.resolve(Compiler.TDX_UNIT))) {
      throw new BadInput(
          isBareRepository(path)
              ? path + ": a bare repository has no files; give a worktree of it"
              : path
                  + ": has no "
                  + Compiler.TDX_UNIT
                  + "; give the root of a kernel source tree with TDX host support");
    }
    try {
      return new KernelTree(path, id(path), digest(path), units(path));
    } catch (AccessDeniedException e) {
      throw new BadInput(e.getFile() + ": not readable", e);
    } catch (IOException e) {
      throw new BadInput(path + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static boolean isBareRepository(Path path) {
    return Files.isRegularFile(path.resolve("HEAD")) && Files.isDirectory(path.resolve("objects"));
  }

  private static String id(Path path) throws IOException {
    Path makefile = path.resolve("Makefile");
    if (!Files.isRegularFile(makefile)) {
      return "linux";
    }
    String version = "";
    String level = "";
    String extra = "";
    Matcher matcher = VARIABLE.matcher(head(makefile));
    while (matcher.find()) {
      switch (matcher.group(1)) {
        case "VERSION" -> version = version.isEmpty() ? matcher.group(2) : version;
        case "PATCHLEVEL" -> level = level.isEmpty() ? matcher.group(2) : level;
        default -> extra = extra.isEmpty() ? matcher.group(2) : extra;
      }
    }
    if (extra.equals("-fixture")) {
      return "fixture";
    }
    boolean numbers = version.matches("[0-9]{1,4}") && level.matches("[0-9]{1,4}");
    return numbers ? "linux-" + version + "." + level : "linux";
  }

  /** What the directory's Makefile builds; a tree without one has the files of Linux 7.3. */
  private static List<String> units(Path path) throws IOException {
    Path makefile = path.resolve(DIRECTORY).resolve("Makefile");
    List<String> names = new ArrayList<>();
    if (Files.isRegularFile(makefile)) {
      for (String line : head(makefile).replace("\\\n", " ").split("\n", -1)) {
        if (line.startsWith("obj-")) {
          OBJECT.matcher(line).results().forEach(object -> names.add(object.group(1)));
        }
      }
    } else {
      names.addAll(List.of("seamldr", "tdx"));
    }
    List<String> units = new ArrayList<>();
    for (String name : names) {
      String unit = DIRECTORY + "/" + name + ".c";
      if (Files.isRegularFile(path.resolve(unit)) && !units.contains(unit)) {
        units.add(unit);
      }
    }
    if (!units.contains(Compiler.TDX_UNIT)) {
      units.add(Compiler.TDX_UNIT);
    }
    return units;
  }

  private static String digest(Path path) throws IOException {
    MessageDigest sha;
    try {
      sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
    for (String directory :
        List.of(DIRECTORY, "arch/x86/include/asm", "arch/x86/include/asm/shared")) {
      Path in = path.resolve(directory);
      if (!Files.isDirectory(in)) {
        continue;
      }
      boolean all = directory.equals(DIRECTORY);
      try (Stream<Path> files = Files.list(in)) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          String name = file.getFileName().toString();
          if (all || name.startsWith("tdx") || name.startsWith("seamldr")) {
            sha.update((directory + "/" + name + "\0").getBytes(UTF_8));
            sha.update(Files.readAllBytes(file));
          }
        }
      }
    }
    return HexFormat.of().formatHex(sha.digest(), 0, 6);
  }

  private static String head(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return new String(in.readNBytes(MAX_MAKEFILE), ISO_8859_1);
    }
  }
}
