package org.seamreplay.diff;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.seamreplay.trace.EndRecord;
import org.seamreplay.trace.json.TraceWriter;

/**
 * Writes a pair of traces with known differences: unfolded calls of about 224 bytes a line, some of
 * them changed in one field, inserted or deleted.
 *
 * @param records calls of the first trace
 * @param changed calls of which one field differs
 * @param inserted calls that only the second trace has
 * @param deleted calls that only the first trace has
 */
public record PlantedTraces(int records, int changed, int inserted, int deleted) {
  private enum Edit {
    CHANGED,
    INSERTED,
    DELETED
  }

  /** Writes both files; returns the differences as {@code KIND expectedAt gotAt what}. */
  public List<String> write(Path a, Path b, long seed) throws IOException {
    Random random = new Random(seed);
    TreeMap<Integer, Edit> edits = new TreeMap<>();
    plant(edits, changed, Edit.CHANGED, random);
    plant(edits, inserted, Edit.INSERTED, random);
    plant(edits, deleted, Edit.DELETED, random);
    List<String> planted = new ArrayList<>();
    try (Writer left = writer(a);
        Writer right = writer(b)) {
      long gotAt = 0;
      for (int i = 0; i < records; i++) {
        Calls call = call(i);
        line(left, call, i);
        Edit edit = edits.get(i);
        if (edit == Edit.DELETED) {
          planted.add("MISSING " + i + " -1 ");
          continue;
        }
        if (edit == Edit.INSERTED) {
          planted.add("EXTRA -1 " + gotAt + " ");
          line(right, call(records + i), gotAt++);
        } else if (edit == Edit.CHANGED) {
          String where = " " + i + " " + gotAt + " ";
          switch (random.nextInt(3)) {
            case 0 -> {
              call = call.cpu(99);
              planted.add("OPERAND" + where + "cpu");
            }
            case 1 -> {
              call = call.out("VALUE=0xbad", "NEXT_FIELD_ID=0xffff");
              planted.add("RESULT" + where + "out.VALUE");
            }
            default -> {
              call = call.status(0x8000_0203_0000_0000L);
              planted.add("RESULT" + where + "status");
            }
          }
        }
        line(right, call, gotAt++);
      }
      left.append(TraceWriter.line(new EndRecord(records, List.of()))).append('\n');
      right.append(TraceWriter.line(new EndRecord(gotAt, List.of()))).append('\n');
    }
    return planted;
  }

  /** At places that are not next to each other, so that each edit is one for sure. */
  private void plant(TreeMap<Integer, Edit> edits, int count, Edit edit, Random random) {
    for (int left = count; left > 0; ) {
      int place = 2 * random.nextInt(records / 2);
      if (edits.putIfAbsent(place, edit) == null) {
        left--;
      }
    }
  }

  private static Writer writer(Path file) throws IOException {
    Writer writer = Files.newBufferedWriter(file, StandardCharsets.US_ASCII);
    writer.append(TraceWriter.header(Calls.HEADER)).append('\n');
    return writer;
  }

  private static void line(Writer writer, Calls call, long sequence) throws IOException {
    writer.append(TraceWriter.line(call.line(sequence))).append('\n');
  }

  private static Calls call(int number) {
    String value = "0x" + Long.toHexString((long) number * number);
    return (switch (number % 3) {
          case 0 -> Calls.call("TDH.SYS.TDMR.INIT", "TDMR_BASE=" + value);
          case 1 -> Calls.call("TDH.PHYMEM.PAGE.WBINVD", "PAGE.HKID=32", "PAGE=" + value);
          default -> Calls.call("TDH.MNG.RD", "TDR=" + value, "FIELD_ID=0x9100000100000008");
        })
        .cpu(number % 8)
        .out("VALUE=" + value, "NEXT_FIELD_ID=0xffff");
  }

  /** Writes the pair of the benchmark: {@code A B [RECORDS]}. */
  public static void main(String[] arguments) throws IOException {
    int records = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1_000_000;
    new PlantedTraces(records, 100, 20, 20).write(Path.of(arguments[0]), Path.of(arguments[1]), 1);
  }
}
