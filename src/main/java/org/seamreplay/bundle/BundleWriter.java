package org.seamreplay.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.seamreplay.series.Author;
import org.seamreplay.series.Cover;
import org.seamreplay.series.DiffText;
import org.seamreplay.series.Note;
import org.seamreplay.series.Origin;
import org.seamreplay.series.Patch;
import org.seamreplay.series.Series;
import org.seamreplay.trace.json.JsonText;
import org.seamreplay.tree.Entry;
import org.seamreplay.tree.FilesBase;

/** Turns a bundle into bytes: equal bundles into equal ones. */
final class BundleWriter {
  static final String FORMAT = "seamreplay-bundle";
  static final int VERSION = 1;

  private final SortedMap<String, byte[]> files = new TreeMap<>();

  private BundleWriter() {}

  static byte[] bytes(Bundle bundle) {
    BundleWriter writer = new BundleWriter();
    writer.add(bundle);
    return StoredZip.write(writer.files);
  }

  private void add(Bundle bundle) {
    files.put(Names.MANIFEST, (manifest(bundle) + "\n").getBytes(UTF_8));
    StringBuilder tree = new StringBuilder();
    for (Map.Entry<String, FilesBase.File> file : bundle.files().entrySet()) {
      tree.append(Integer.toOctalString(file.getValue().mode()))
          .append(" blob ")
          .append(blob(file.getValue().content()))
          .append('\t')
          .append(file.getKey())
          .append('\n');
    }
    files.put(Names.TREE, tree.toString().getBytes(UTF_8));
    bundle.blobs().values().forEach(this::blob);
    bundle.series().ifPresent(series -> series.patches().forEach(this::diffs));
    files.putAll(bundle.definitions());
    bundle.golden().forEach((name, text) -> files.put(Names.GOLDEN + name, text));
    StringBuilder results = new StringBuilder();
    bundle
        .results()
        .forEach((cell, digest) -> results.append(digest).append("  ").append(cell).append('\n'));
    files.put(Names.RESULTS, results.toString().getBytes(UTF_8));
    bundle.traces().forEach((cell, text) -> files.put(Names.TRACES + cell + ".jsonl", text));
  }

  private String blob(byte[] content) {
    String id = Entry.idOf(content).name();
    files.put(Names.BLOBS + id, content);
    return id;
  }

  private void diffs(Patch patch) {
    files.put(Names.diff(patch.number()), DiffText.of(patch.files()));
    patch
        .filesInUtf8()
        .ifPresent(other -> files.put(Names.utf8Diff(patch.number()), DiffText.of(other)));
  }

  private static String manifest(Bundle bundle) {
    JsonText json = new JsonText().open();
    json.put("format", FORMAT).put("version", VERSION);
    json.put("tool", bundle.tool()).put("kernel", bundle.kernel()).put("base", bundle.base());
    json.put("fuzz", bundle.fuzz());
    json.open("resources");
    bundle.resources().forEach(json::put);
    json.close();
    json.put("repository", bundle.repository());
    json.open("blobs");
    new TreeMap<>(bundle.blobs())
        .forEach((asked, content) -> json.put(asked, Entry.idOf(content).name()));
    json.close();
    json.openArray("runs");
    for (Bundle.Run run : bundle.runs()) {
      json.open().put("scenario", run.scenario());
      if (!run.file().isEmpty()) {
        json.put("file", run.file());
      }
      json.put("platform", run.platform()).put("module", run.module()).close();
    }
    json.closeArray();
    bundle.series().ifPresent(series -> series(json, series));
    return json.close().toString();
  }

  private static void series(JsonText json, Series series) {
    json.open("series").put("version", series.version()).put("count", series.count());
    series.cover().ifPresent(cover -> cover(json, cover));
    json.openArray("baseCommits");
    series.baseCommits().forEach(json::add);
    json.closeArray().openArray("notes");
    // The others name places on the machine that the bundle is made on.
    series.notes().stream()
        .filter(note -> note.kind() == Note.Kind.MISSING)
        .forEach(
            note -> json.open().put("kind", note.kind().name()).put("text", note.text()).close());
    json.closeArray().openArray("patches");
    for (Patch patch : series.patches()) {
      json.open().put("number", patch.number());
      json.put("subject", patch.subject()).put("body", patch.body());
      author(json, patch.author());
      patch.date().ifPresent(date -> json.put("date", date.toString()));
      origin(json, patch.origin());
      json.close();
    }
    json.closeArray().close();
  }

  private static void cover(JsonText json, Cover cover) {
    json.open("cover").put("subject", cover.subject()).put("body", cover.body());
    author(json, cover.author());
    origin(json, cover.origin());
    json.close();
  }

  private static void author(JsonText json, Author author) {
    json.open("author").put("name", author.name()).put("mail", author.mail()).close();
  }

  /** Without the place: it is on the machine of whoever made the bundle. */
  private static void origin(JsonText json, Origin origin) {
    json.open("origin");
    origin.messageId().ifPresent(id -> json.put("messageId", id));
    origin.commit().ifPresent(id -> json.put("commit", id));
    json.close();
  }
}
