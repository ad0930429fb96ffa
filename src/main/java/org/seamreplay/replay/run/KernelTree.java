package org.seamreplay.replay.run;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.seamreplay.compile.Compiler;
import org.seamreplay.input.InputFile;
import org.seamreplay.replay.boundary.BadInput;
import org.seamreplay.replay.golden.KnownKernels;
import org.seamreplay.tree.Base;

/**
 * The sources of a kernel, in a directory that is only read.
 *
 * @param path the directory
 * @param id what traces are filed under: {@code linux-7.3}, {@code fixture} for the kernel code
 *     that the program brings along, or {@code linux-} and the digest if nothing tells the release
 * @param digest twelve hexadecimal digits that change with the TDX sources
 * @param units the C files of the host's kernel that are compiled, relative to the path: what the
 *     Makefile of the TDX directory builds, and what {@value #UNITS} lists
 * @param guestUnits the C files of a guest's kernel that are compiled, as {@value #UNITS} lists
 *     them
 */
public record KernelTree(
    Path path, String id, String digest, List<String> units, List<String> guestUnits) {
  /**
   * A tree says in this file of its root, a line each, which further units can be compiled against
   * the shim: {@code host} or {@code guest} and a path. Linux has no such file, and there only the
   * TDX directory is compiled: its KVM needs far more than the shim has.
   */
  public static final String UNITS = "seamreplay.units";

  private static final int MOST_UNITS = 64;

  private static final String DIRECTORY = "arch/x86/virt/vmx/tdx";
  private static final int MAX_MAKEFILE = 1 << 20;

  /** A C file by its path in the tree, which leads nowhere else. */
  private static final Pattern UNIT =
      Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*\\.c");

  private static final Pattern VARIABLE =
      Pattern.compile(
          "^(VERSION|PATCHLEVEL|EXTRAVERSION)[ \\t]*=[ \\t]*([^\\s#]*)", Pattern.MULTILINE);

  /** Copies the lists. */
  public KernelTree {
    units = List.copyOf(units);
    guestUnits = List.copyOf(guestUnits);
  }

  /**
   * Looks at a kernel tree.
   *
   * @throws BadInput if it is none, in one line
   */
  public static KernelTree open(Path path) {
    if (path.toString().isEmpty()) {
      throw new BadInput("the path of a kernel tree is empty; the directory here is '.'");
    }
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
      List<String> units = new ArrayList<>(units(path));
      List<String> guestUnits = new ArrayList<>();
      listed(path, units, guestUnits);
      String digest = digest(path, units, guestUnits);
      String id =
          release(path).or(() -> KnownKernels.withSources(digest)).orElse("linux-" + digest);
      return new KernelTree(path, id, digest, units, guestUnits);
    } catch (IOException e) {
      throw new BadInput(InputFile.complaint(e), e);
    }
  }

  /** Whether a file of a tree is one of those that say what is compiled. */
  public static boolean isEvaluated(String file) {
    return file.equals(UNITS) || file.equals(DIRECTORY + "/Makefile");
  }

  private static boolean isBareRepository(Path path) {
    return Files.isRegularFile(path.resolve("HEAD")) && Files.isDirectory(path.resolve("objects"));
  }

  /** As the top Makefile has it; empty without one, for example in a sparse checkout. */
  private static Optional<String> release(Path path) throws IOException {
    Path makefile = path.resolve("Makefile");
    if (!Files.isRegularFile(makefile)) {
      return Optional.empty();
    }
    String version = "";
    String level = "";
    String extra = "";
    Matcher matcher = VARIABLE.matcher(head(path, makefile));
    while (matcher.find()) {
      switch (matcher.group(1)) {
        case "VERSION" -> version = version.isEmpty() ? matcher.group(2) : version;
        case "PATCHLEVEL" -> level = level.isEmpty() ? matcher.group(2) : level;
        default -> extra = extra.isEmpty() ? matcher.group(2) : extra;
      }
    }
    if (extra.equals("-fixture")) {
      return Optional.of("fixture");
    }
    return version.matches("[0-9]{1,4}") && level.matches("[0-9]{1,4}")
        ? Optional.of("linux-" + version + "." + level)
        : Optional.empty();
  }

  /** What the directory's Makefile builds; a tree without one has the files of Linux 7.3. */
  private static List<String> units(Path path) throws IOException {
    Path makefile = path.resolve(DIRECTORY).resolve("Makefile");
    List<String> names = new ArrayList<>();
    if (Files.isRegularFile(makefile)) {
      names.addAll(Kbuild.sources(head(path, makefile), ShimConfiguration::isSet));
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

  private static void listed(Path path, List<String> host, List<String> guest) throws IOException {
    Path file = path.resolve(UNITS);
    if (!Files.isRegularFile(file)) {
      return;
    }
    int number = 0;
    for (String line : head(path, file).split("\n", -1)) {
      number++;
      String text = line.replaceFirst("#.*", "").trim();
      if (text.isEmpty()) {
        continue;
      }
      String[] words = text.split("\\s+", -1);
      if (words.length != 2 || !(words[0].equals("host") || words[0].equals("guest"))) {
        throw new BadInput(file + ":" + number + ": a line is 'host PATH' or 'guest PATH'");
      }
      if (!UNIT.matcher(words[1]).matches() || !Files.isRegularFile(path.resolve(words[1]))) {
        throw new BadInput(file + ":" + number + ": no C file " + words[1] + " in the tree");
      }
      List<String> units = words[0].equals("host") ? host : guest;
      if (!units.contains(words[1])) {
        units.add(words[1]);
      }
      if (host.size() + guest.size() > MOST_UNITS) {
        throw new BadInput(file + ":" + number + ": more than " + MOST_UNITS + " units");
      }
    }
  }

  private static String digest(Path path, List<String> units, List<String> guestUnits)
      throws IOException {
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
            sha.update(InputFile.within(path, file, Base.MAX_FILE));
          }
        }
      }
    }
    for (String unit : Stream.concat(units.stream(), guestUnits.stream()).toList()) {
      if (!unit.startsWith(DIRECTORY + "/")) {
        sha.update((unit + "\0").getBytes(UTF_8));
        sha.update(InputFile.within(path, path.resolve(unit), Base.MAX_FILE));
      }
    }
    return HexFormat.of().formatHex(sha.digest(), 0, 6);
  }

  private static String head(Path path, Path file) throws IOException {
    return new String(InputFile.within(path, file, MAX_MAKEFILE), ISO_8859_1);
  }
}
