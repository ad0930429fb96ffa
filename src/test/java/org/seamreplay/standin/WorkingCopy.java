package org.seamreplay.standin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.seamreplay.standin.Edit.Definition;
import org.seamreplay.standin.Edit.Insert;
import org.seamreplay.standin.Edit.Line;
import org.seamreplay.standin.Edit.Moved;
import org.seamreplay.standin.Edit.Own;
import org.seamreplay.standin.Edit.Rename;
import org.seamreplay.standin.Edit.Replace;
import org.seamreplay.standin.Edit.Span;
import org.seamreplay.standin.Edit.Target;
import org.seamreplay.standin.SourceText.NoPlace;
import org.seamreplay.standin.SourceText.Region;

/**
 * The files of a tree as the patches so far left them. A byte is a character here, so that nothing
 * of a file is lost; our own lines are ASCII.
 */
final class WorkingCopy {
  private final Path tree;
  private final Map<String, String> files = new HashMap<>();

  WorkingCopy(Path tree) {
    this.tree = tree;
  }

  /** Makes the edits of the next patch; what they change, by path. */
  List<FileChange> apply(PatchEdits patch) {
    Map<String, SourceText> edited = new TreeMap<>();
    Map<String, List<String>> taken = new HashMap<>();
    for (Edit edit : patch.edits()) {
      SourceText text =
          edited.computeIfAbsent(edit.path(), path -> new SourceText(file(edit.where(), path)));
      try {
        apply(edit, text, taken);
      } catch (NoPlace e) {
        String within = edit.within().map(definition -> " in " + definition).orElse("");
        throw new BadEdits(edit.where(), edit.path() + ": " + e.getMessage() + within);
      }
    }
    List<FileChange> changes = new ArrayList<>();
    edited.forEach(
        (path, text) -> {
          changes.add(new FileChange(path, files.get(path), text.text()));
          files.put(path, text.text());
        });
    return List.copyOf(changes);
  }

  private void apply(Edit edit, SourceText text, Map<String, List<String>> taken) throws NoPlace {
    Region within = edit.within().isPresent() ? text.body(edit.within().get()) : text.whole();
    // Pattern matching for switch is not in Java 17.
    if (edit.action() instanceof Insert insert) {
      Region target = region(text, within, insert.target());
      int at = insert.after() ? target.to() : target.from();
      text.replace(new Region(at, at), lines(edit, insert.lines(), taken));
    } else if (edit.action() instanceof Replace replace) {
      Region target = region(text, within, replace.target());
      replace.name().ifPresent(name -> taken.put(name, text.lines(target)));
      text.replace(target, lines(edit, replace.lines(), taken));
    } else if (edit.action() instanceof Rename rename) {
      if (text.rename(within, rename.from(), rename.to()) == 0) {
        throw new BadEdits(edit.where(), edit.path() + ": no word '" + rename.from() + "'");
      }
    }
  }

  private static Region region(SourceText text, Region within, Target target) throws NoPlace {
    return target instanceof Definition definition
        ? text.definition(definition)
        : text.span(within, (Span) target);
  }

  private static List<String> lines(Edit edit, List<Line> lines, Map<String, List<String>> taken) {
    List<String> result = new ArrayList<>();
    for (Line line : lines) {
      if (line instanceof Own own) {
        result.add(own.text());
      } else if (line instanceof Moved moved) {
        List<String> kept = taken.get(moved.name());
        if (kept == null) {
          throw new BadEdits(edit.where(), "nothing was taken as '" + moved.name() + "' before");
        }
        result.addAll(kept);
      }
    }
    return result;
  }

  private String file(String where, String path) {
    return files.computeIfAbsent(
        path,
        name -> {
          try {
            return Files.readString(tree.resolve(name), ISO_8859_1);
          } catch (IOException e) {
            throw new BadEdits(where, "no file " + name + " in " + tree);
          }
        });
  }
}
