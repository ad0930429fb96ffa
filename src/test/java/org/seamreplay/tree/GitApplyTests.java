package org.seamreplay.tree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;
import org.seamreplay.series.Hunk;

/** Beside git: whatever the patch and the tree, the files are the same or both refuse. */
class GitApplyTests {
  private static final Pattern MOVED =
      Pattern.compile("Hunk #(\\d+) succeeded at (\\d+) \\(offset (-?\\d+) lines?\\)\\.");

  private Path directory;

  @BeforeTry
  void directory() throws IOException {
    directory = Files.createTempDirectory("seamreplay-git-apply");
  }

  @AfterTry
  void delete() throws IOException {
    clear(directory);
    Files.delete(directory);
  }

  @Property(tries = 150)
  void hunksGoWhereGitPutsThem(@ForAll long seed) throws IOException {
    RandomText text = new RandomText(seed, 2 + new RandomText(seed, 2).below(30));
    List<String> before = text.file(40);
    List<String> after = text.edited(before, 1 + text.below(4));
    String hunks = RandomText.hunks(before, after, 1 + text.below(3));
    if (hunks.isEmpty() || after.isEmpty()) {
      return;
    }
    List<String> target = text.oneIn(5) ? before : text.edited(before, 1 + text.below(3));
    compare(RandomText.bytes(target), TestPatches.change("file.c", hunks));
  }

  private void compare(byte[] target, String diff) throws IOException {
    Git git = Git.in(directory);
    git.write("file.c", target);
    SeriesStep step;
    try (Base base = DirectoryBase.open(directory)) {
      step = SeriesTree.apply(base, TestPatches.series(diff), ApplyOptions.DEFAULT).steps().get(0);
    } catch (DoesNotApply e) {
      if (git.attempt(diff.getBytes(UTF_8), "apply", "-").status() == 0) {
        assertThat(isStricter(e)).as("git applies it, we do not: %s\n%s", e, diff).isTrue();
      }
      return;
    }
    Git.Result theirs = git.attempt(diff.getBytes(UTF_8), "apply", "-v", "-");
    assertThat(theirs.status()).as("we apply it, git says: %s", theirs.output()).isZero();
    assertThat(new String(step.file("file.c").orElseThrow().content(), UTF_8))
        .isEqualTo(Files.readString(directory.resolve("file.c")));
    List<String> moved = new ArrayList<>();
    for (Placement placement : step.moved()) {
      moved.add(placement.number() + " at " + placement.line() + " by " + placement.moved());
    }
    List<String> expected = new ArrayList<>();
    for (Matcher m = MOVED.matcher(theirs.output()); m.find(); ) {
      expected.add(m.group(1) + " at " + m.group(2) + " by " + m.group(3));
    }
    assertThat(moved).isEqualTo(expected);
  }

  /** The two cases in which git puts lines in a wrong place. */
  private static boolean isStricter(DoesNotApply refused) {
    return refused.conflicts().stream()
        .map(Conflict::hunk)
        .flatMap(Optional::stream)
        .anyMatch(hunk -> hunk.oldCount() == 0 || !lastLine(hunk).endsWith("\n"));
  }

  private static String lastLine(Hunk hunk) {
    var old = hunk.oldLines();
    var last = old.get(old.size() - 1);
    return last.text() + (last.hasNewline() ? "\n" : "");
  }

  @Property(tries = 60)
  void filesComeAndGoAsInGit(@ForAll long seed) throws IOException {
    RandomText text = new RandomText(seed, 60);
    Git git = Git.init(directory);
    for (int i = 0; i < 4; i++) {
      git.write("dir" + i % 2 + "/file" + i + ".c", RandomText.bytes(text.file(30)));
    }
    git.write("script.sh", "#!/bin/sh\n");
    String from = git.commit("from");
    change(git, text);
    String to = git.commit("to");
    List<String> command = new ArrayList<>(List.of("diff", from, to));
    if (text.oneIn(2)) {
      command.addAll(List.of("-M40%", "-C40%", "--find-copies-harder"));
    } else {
      command.add("--no-renames");
    }
    // Without index lines, by which we could merge what git apply refuses.
    String diff =
        (git.run(command.toArray(String[]::new)) + "\n").replaceAll("(?m)^index .*\n", "");
    if (diff.isBlank()) {
      return;
    }
    git.run("checkout", "-q", from);
    if (text.oneIn(2)) {
      change(git, text);
    }
    Optional<SeriesStep> ours = Optional.empty();
    Map<String, String> got = new TreeMap<>();
    String refusal = "";
    try (Base base = DirectoryBase.open(directory)) {
      SeriesTree tree = SeriesTree.apply(base, TestPatches.series(diff), ApplyOptions.DEFAULT);
      ours = Optional.of(tree.steps().get(0));
      addFiles(ours.get(), "", got);
    } catch (DoesNotApply e) {
      refusal = e.getMessage();
    }
    Git.Result theirs = git.attempt(diff.getBytes(UTF_8), "apply", "-");
    // Git takes a directory for the file to be changed, warns, and leaves it as it was.
    boolean applies = theirs.status() == 0 && !theirs.output().contains("unable to rmdir");
    assertThat(ours.isPresent())
        .as("%s / git: %s\n%s", refusal, theirs.output(), diff)
        .isEqualTo(applies);
    if (ours.isPresent()) {
      Map<String, String> expected = new TreeMap<>();
      for (Map.Entry<String, byte[]> file : files().entrySet()) {
        boolean executable = Files.isExecutable(directory.resolve(file.getKey()));
        expected.put(file.getKey(), shown(file.getValue(), executable));
      }
      assertThat(got).isEqualTo(expected);
    }
  }

  private void change(Git git, RandomText text) throws IOException {
    List<String> names = new ArrayList<>(files().keySet());
    for (int i = 1 + text.below(3); i > 0 && !names.isEmpty(); i--) {
      String name = names.get(text.below(names.size()));
      Path file = directory.resolve(name);
      if (!Files.isRegularFile(file)) {
        continue;
      }
      switch (text.below(9)) {
        case 0 -> Files.delete(file);
        case 1 -> {
          Path fresh = directory.resolve("new" + text.below(3) + ".c");
          if (!Files.isDirectory(fresh)) {
            Files.write(fresh, RandomText.bytes(text.file(10)));
          }
        }
        case 2 -> {
          Path target = directory.resolve("moved/" + file.getFileName());
          if (!Files.exists(target) && !Files.isRegularFile(target.getParent())) {
            Files.createDirectories(target.getParent());
            Files.move(file, target);
          }
        }
        case 3 -> {
          Path copy = directory.resolve("copy" + text.below(3) + ".c");
          if (!Files.isDirectory(copy)) {
            Files.write(copy, Files.readAllBytes(file));
          }
        }
        case 4 ->
            assertThat(file.toFile().setExecutable(!Files.isExecutable(file), false)).isTrue();
        case 5 -> {
          Files.delete(file);
          git.write(name + "/inner.c", RandomText.bytes(text.file(5)));
        }
        case 6 -> {
          Path parent = file.getParent();
          if (!parent.equals(directory)) {
            clear(parent);
            Files.delete(parent);
            Files.write(parent, RandomText.bytes(text.file(5)));
          }
        }
        default -> {
          List<String> lines = new ArrayList<>();
          for (String line : Files.readString(file).split("(?<=\n)", -1)) {
            if (!line.isEmpty()) {
              lines.add(line);
            }
          }
          git.write(name, RandomText.bytes(text.edited(lines, 1)));
        }
      }
    }
  }

  private static void addFiles(SourceTree tree, String directory, Map<String, String> files) {
    for (String name : tree.names(directory)) {
      String path = directory.isEmpty() ? name : directory + "/" + name;
      Entry entry = tree.entry(path).orElseThrow();
      if (entry.isFile()) {
        files.put(path, shown(entry.content(), entry.mode() == 0100755));
      } else {
        addFiles(tree, path, files);
      }
    }
  }

  private static String shown(byte[] content, boolean executable) {
    return (executable ? "executable\n" : "") + new String(content, UTF_8);
  }

  private Map<String, byte[]> files() throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = directory.relativize(file).toString();
        if (!name.startsWith(".git/")) {
          files.put(name, Files.readAllBytes(file));
        }
      }
    }
    return files;
  }

  private static void clear(Path path) throws IOException {
    try (Stream<Path> all = Files.walk(path)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        if (!file.equals(path)) {
          Files.delete(file);
        }
      }
    }
  }
}
