package org.seamreplay.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.seamreplay.input.Gunzip;
import org.seamreplay.input.InputFile;
import org.seamreplay.replay.boundary.BadInput;
import org.seamreplay.series.Author;
import org.seamreplay.series.Cover;
import org.seamreplay.series.DiffReader;
import org.seamreplay.series.FilePatch;
import org.seamreplay.series.Note;
import org.seamreplay.series.Origin;
import org.seamreplay.series.Patch;
import org.seamreplay.series.Series;
import org.seamreplay.tree.Entry;
import org.seamreplay.tree.FilesBase;

/**
 * Reads a bundle, which comes from a stranger: every file has to be one that a bundle has, every
 * blob has to be what its name says, and nothing may be missing or left over.
 */
final class BundleReader {
  private static final int MOST_PATCHES = 9999;
  private static final int MOST_RUNS = 100_000;
  private static final int MOST_FUZZ = 1000;

  /** Files of a base that a replay looks at; the units of a kernel include at most as many. */
  private static final int MOST_FILES = 20_000;

  private static final int MOST_DEPTH = 20;

  /** Bytes of a list of files or results. */
  private static final int MOST_TEXT = 16 << 20;

  /** How gzip files begin (RFC 1952, section 2.3.1). */

  /** A line of {@code git ls-tree}. */
  private static final Pattern LISTED =
      Pattern.compile(
          "(100644|100755|120000) blob ([0-9a-f]{40})\t([^\\p{C}\\p{Zl}\\p{Zp}]{1,255})");

  /** A line of {@code sha256sum}. */
  private static final Pattern RESULT = Pattern.compile("([0-9a-f]{64})  ([0-9]{1,4}/[!-~]+)");

  private final String where;
  private final SortedMap<String, byte[]> files;
  private final TreeSet<String> unused;

  private BundleReader(String where, SortedMap<String, byte[]> files) {
    this.where = where;
    this.files = files;
    this.unused = new TreeSet<>(files.keySet());
  }

  /**
   * Reads a bundle.
   *
   * @throws BadInput if it is none, or damaged, in one line
   */
  static Bundle read(Path file) {
    try {
      byte[] bytes = InputFile.named(file, StoredZip.MOST_BYTES);
      // As people send it: a bundle packs down to a tenth.
      return read(
          Gunzip.isPacked(bytes) ? Gunzip.unpacked(bytes, StoredZip.MOST_BYTES) : bytes,
          file.toString());
    } catch (IOException e) {
      throw new BadInput(file + ": " + InputFile.reason(e), e);
    }
  }

  static Bundle read(byte[] bytes, String where) {
    BundleReader reader = new BundleReader(where, StoredZip.read(bytes, where, Names::isKnown));
    Bundle bundle = reader.bundle();
    if (!reader.unused.isEmpty()) {
      throw new BadInput(where + ": nothing refers to its file " + reader.unused.first());
    }
    return bundle;
  }

  private byte[] take(String name) {
    byte[] content = files.get(name);
    if (content == null) {
      throw new BadInput(where + ": has no file " + name);
    }
    unused.remove(name);
    return content;
  }

  /** The files below a directory, by the rest of their names. */
  private SortedMap<String, byte[]> below(String directory) {
    SortedMap<String, byte[]> found = new TreeMap<>();
    for (String name : files.tailMap(directory).keySet()) {
      if (!name.startsWith(directory)) {
        break;
      }
      found.put(name.substring(directory.length()), take(name));
    }
    return found;
  }

  private Bundle bundle() {
    ManifestNode manifest = ManifestNode.read(take(Names.MANIFEST), where + ": " + Names.MANIFEST);
    if (!manifest.text("format").equals(BundleWriter.FORMAT)) {
      throw manifest.bad("is of no bundle");
    }
    manifest.number("version", BundleWriter.VERSION, BundleWriter.VERSION);
    SortedMap<String, byte[]> definitions = new TreeMap<>();
    below(Names.DEFINITIONS).forEach((n, text) -> definitions.put(Names.DEFINITIONS + n, text));
    List<ManifestNode> runs = manifest.list("runs");
    if (runs.size() > MOST_RUNS) {
      throw manifest.bad("more than " + MOST_RUNS + " runs");
    }
    SortedMap<String, byte[]> traces = new TreeMap<>();
    below(Names.TRACES).forEach((n, text) -> traces.put(n.replaceFirst("\\.jsonl$", ""), text));
    return new Bundle(
        manifest.text("tool"),
        manifest.text("kernel"),
        manifest.text("base"),
        manifest.number("fuzz", 0, MOST_FUZZ),
        manifest.find("series").map(this::series),
        tree(),
        manifest.truth("repository"),
        blobs(manifest.texts("blobs")),
        manifest.texts("resources"),
        definitions,
        runs.stream().map(run -> run(run, definitions)).toList(),
        below(Names.GOLDEN),
        results(),
        traces);
  }

  private static Bundle.Run run(ManifestNode node, Map<String, byte[]> definitions) {
    Bundle.Run run =
        new Bundle.Run(
            node.text("scenario"),
            node.findText("file").orElse(""),
            node.text("platform"),
            node.text("module"));
    // Nothing but what is in the bundle is opened.
    requireKnown(node, run.file(), Names.SCENARIOS, definitions);
    requireKnown(node, run.platform(), Names.PLATFORMS, definitions);
    if (!run.module().startsWith("{")) {
      requireKnown(node, run.module(), Names.MODULES, definitions);
    }
    return run;
  }

  private static void requireKnown(
      ManifestNode node, String name, String directory, Map<String, byte[]> definitions) {
    boolean plain = name.matches("[A-Za-z0-9.-]*") && !name.matches(".*\\.ya?ml");
    if (!plain && !(name.startsWith(directory) && definitions.containsKey(name))) {
      throw node.bad("names a definition that is not in the bundle");
    }
  }

  private List<String> lines(String name) {
    byte[] text = take(name);
    if (text.length > MOST_TEXT) {
      throw new BadInput(where + ": " + name + ": larger than " + (MOST_TEXT >> 20) + " MB");
    }
    return new String(text, UTF_8).lines().toList();
  }

  private SortedMap<String, FilesBase.File> tree() {
    SortedMap<String, FilesBase.File> tree = new TreeMap<>();
    for (String line : lines(Names.TREE)) {
      Matcher listed = LISTED.matcher(line);
      if (!listed.matches()) {
        throw new BadInput(
            where + ": " + Names.TREE + ": no line of git ls-tree: " + Names.shown(line));
      }
      String path = listed.group(3);
      FilesBase.File file =
          new FilesBase.File(Integer.parseInt(listed.group(1), 8), blob(listed.group(2)));
      if (path.chars().filter(c -> c == '/').count() > MOST_DEPTH || tree.size() >= MOST_FILES) {
        throw new BadInput(
            where + ": " + Names.TREE + ": more files or directories than a kernel has");
      }
      if (tree.put(path, file) != null) {
        throw new BadInput(where + ": " + Names.TREE + ": has two lines of " + Names.shown(path));
      }
    }
    return tree;
  }

  private byte[] blob(String id) {
    boolean checked = !unused.contains(Names.BLOBS + id);
    byte[] content = take(Names.BLOBS + id);
    if (!checked && !Entry.idOf(content).name().equals(id)) {
      throw new BadInput(
          where + ": " + Names.BLOBS + id + " has another content than its name says");
    }
    return content;
  }

  private Map<String, byte[]> blobs(Map<String, String> ids) {
    Map<String, byte[]> blobs = new TreeMap<>();
    ids.forEach(
        (asked, id) -> {
          if (!id.matches("[0-9a-f]{40}") || asked.isEmpty() || !id.startsWith(asked)) {
            throw new BadInput(
                where + ": " + Names.MANIFEST + ": blobs: no id: " + Names.shown(asked));
          }
          blobs.put(asked, blob(id));
        });
    return blobs;
  }

  private SortedMap<String, String> results() {
    SortedMap<String, String> results = new TreeMap<>();
    for (String line : lines(Names.RESULTS)) {
      Matcher result = RESULT.matcher(line);
      if (!result.matches()) {
        throw new BadInput(
            where + ": " + Names.RESULTS + ": no digest of a run: " + Names.shown(line));
      }
      if (results.put(result.group(2), result.group(1)) != null) {
        throw new BadInput(
            where + ": " + Names.RESULTS + ": has two lines of " + Names.shown(result.group(2)));
      }
    }
    return results;
  }

  private Series series(ManifestNode node) {
    List<Patch> patches = new ArrayList<>();
    int last = 0;
    int count = node.number("count", 1, MOST_PATCHES);
    for (ManifestNode patch : node.list("patches")) {
      patches.add(patch(patch, last + 1, count));
      last = patches.get(patches.size() - 1).number();
    }
    if (patches.isEmpty()) {
      throw node.bad("has no patches");
    }
    return new Series(
        node.find("cover").map(this::cover),
        node.number("version", 0, Integer.MAX_VALUE),
        count,
        patches,
        node.list("baseCommits").stream().map(ManifestNode::text).toList(),
        node.list("notes").stream().map(BundleReader::note).toList());
  }

  private static Note note(ManifestNode node) {
    for (Note.Kind kind : Note.Kind.values()) {
      if (kind.name().equals(node.text("kind"))) {
        return new Note(kind, node.text("text"));
      }
    }
    throw node.bad("is no note of a known kind");
  }

  private Cover cover(ManifestNode node) {
    return new Cover(
        node.text("subject"), node.text("body"), author(node.get("author")), origin(node));
  }

  private Patch patch(ManifestNode node, int least, int most) {
    int number = node.number("number", least, most);
    String utf8 = Names.utf8Diff(number);
    return new Patch(
        number,
        node.text("subject"),
        node.text("body"),
        author(node.get("author")),
        node.findText("date").map(text -> date(node, text)),
        diff(Names.diff(number)),
        files.containsKey(utf8) ? Optional.of(diff(utf8)) : Optional.empty(),
        origin(node));
  }

  private List<FilePatch> diff(String name) {
    return DiffReader.read(take(name), where + ": " + name).files();
  }

  private static OffsetDateTime date(ManifestNode node, String text) {
    try {
      return OffsetDateTime.parse(text);
    } catch (DateTimeException e) {
      throw node.bad("has no date that can be read");
    }
  }

  private static Author author(ManifestNode node) {
    return new Author(node.text("name"), node.text("mail"));
  }

  private Origin origin(ManifestNode node) {
    ManifestNode origin = node.get("origin");
    return new Origin(where, origin.findText("messageId"), origin.findText("commit"));
  }
}
