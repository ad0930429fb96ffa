package org.seamreplay.standin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes the posting by hand, and in continuous integration; see {@code .ci/stand-in}. */
public final class MakeStandIn {
  private static final String USAGE =
      "usage: stand-in KERNEL OUT [--mbox | --branch] [--edits DIRECTORY]";

  private MakeStandIn() {}

  /** Ends with 0, with 1 if the edits do not fit the tree, or with 2 if the command is wrong. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  private static int run(String... arguments) {
    List<String> words = new ArrayList<>(List.of(arguments));
    Path edits = StandIn.EDITS;
    int option = words.indexOf("--edits");
    if (option >= 0 && option + 1 < words.size()) {
      edits = Path.of(words.remove(option + 1));
      words.remove(option);
    }
    boolean mbox = words.remove("--mbox");
    boolean branch = words.remove("--branch");
    if (words.size() != 2 || (mbox && branch) || words.get(0).startsWith("-")) {
      System.err.println(USAGE);
      return 2;
    }
    Path tree = Path.of(words.get(0));
    Path out = Path.of(words.get(1));
    if (Files.exists(out)) {
      System.err.println("stand-in: " + out + " is there already; name something new");
      return 2;
    }
    try {
      StandIn standIn = StandIn.on(tree, edits);
      if (mbox) {
        standIn.mbox(out);
      } else if (branch) {
        standIn.branch(out);
      } else {
        standIn.directory(out);
      }
      return 0;
    } catch (BadEdits e) {
      System.err.println("stand-in: " + e.getMessage());
    } catch (IOException e) {
      System.err.println("stand-in: cannot read or write: " + e.getMessage());
    }
    return 1;
  }
}
