package org.seamreplay.scenario;

import java.util.Locale;

/**
 * A GetQuote request as a guest lays it out itself. What is not said is as a good guest has it.
 *
 * @param version of the message; 1 is the only one
 * @param inLength what the message says of the length of its input; a TDREPORT has 1024 bytes
 * @param size what the TDVMCALL says of the length of the buffer, in bytes
 * @param offset where in its first page the buffer begins
 * @param memory which of the buffer the host can reach
 * @param report what stands where the TDREPORT should be
 */
public record QuoteRequest(
    long version, long inLength, long size, int offset, Memory memory, Report report) {
  /** Bytes of a TDREPORT. */
  public static final int TDREPORT = 1024;

  /** Bytes of a good guest's buffer. */
  public static final int BUFFER = 128 << 10;

  /** What a good guest asks. */
  public static final QuoteRequest GOOD =
      new QuoteRequest(1, TDREPORT, BUFFER, 0, Memory.SHARED, Report.GOOD);

  /** Memory of the buffer. */
  public enum Memory {
    /** Shared with the host, as it has to be. */
    SHARED,
    /** The address says shared, but the pages were never given to the host. */
    PRIVATE_PAGES,
    /** All pages but the last one are shared. */
    PRIVATE_LAST_PAGE,
    /** The address has no shared bit. */
    PRIVATE_ADDRESS
  }

  /** The input. */
  public enum Report {
    /** The TDREPORT of this TD. */
    GOOD,
    /** The same with a bit turned over in what its MAC covers. */
    FORGED,
    /** The TDREPORT of another TD: of the lowest number that is not this one's. */
    FOREIGN
  }

  /** What is not as a good guest has it, in words. */
  String label() {
    StringBuilder text = new StringBuilder();
    add(text, "version", version, GOOD.version);
    add(text, "in-length", inLength, GOOD.inLength);
    add(text, "size", size, GOOD.size);
    add(text, "offset", offset, GOOD.offset);
    add(text, "memory", memory, GOOD.memory);
    add(text, "report", report, GOOD.report);
    return text.toString();
  }

  private static void add(StringBuilder text, String name, Object value, Object usual) {
    if (!value.equals(usual)) {
      String word = value.toString().toLowerCase(Locale.ROOT).replace('_', '-');
      text.append(' ').append(name).append(' ').append(word);
    }
  }
}
