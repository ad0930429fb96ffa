package org.seamreplay.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seamreplay.vm.SourceFrame;

/**
 * One SEAMCALL, or a run of SEAMCALLs that differ in even steps only.
 *
 * @param sequence number of the (first) call in the trace, from 0
 * @param cpu CPU that made the (first) call
 * @param leaf name as in the ABI, for example {@code TDH.SYS.CONFIG}; {@code leaf N} if unknown
 * @param note what an operand means, for example the name of the metadata field; not compared
 * @param number RAX as passed: leaf number, version, the loader's bit 63
 * @param in operands going in, in the order of the leaf's description; registers that are no
 *     operand follow if they are not zero
 * @param status name of the status, with its details, for example {@code TDX_OPERAND_INVALID|RCX}
 * @param result RAX as it came back; what the kernel's stub makes of it if the instruction failed
 * @param out operands coming back; registers that the leaf should not have changed follow
 * @param read memory that the call read, as it was before the call
 * @param written memory that the call wrote, as it was after the call
 * @param choices where public facts are silent and the result hangs on a choice of the model; not
 *     compared
 * @param via the kernel's stub that made the call, for example {@code __seamcall_ret}; not compared
 * @param stack the kernel's functions, innermost first; not compared
 * @param repeat loops around the call, innermost first; empty for a single call
 */
public record SeamcallRecord(
    long sequence,
    int cpu,
    String leaf,
    String note,
    long number,
    List<NamedValue> in,
    String status,
    long result,
    List<NamedValue> out,
    List<MemoryView> read,
    List<MemoryView> written,
    List<String> choices,
    String via,
    List<SourceFrame> stack,
    List<Repeat> repeat)
    implements TraceLine {

  /** Copies the lists. */
  public SeamcallRecord {
    in = List.copyOf(in);
    out = List.copyOf(out);
    read = List.copyOf(read);
    written = List.copyOf(written);
    choices = List.copyOf(choices);
    stack = List.copyOf(stack);
    repeat = List.copyOf(repeat);
  }

  /** The same call, made at another place in the source. */
  @Override
  public SeamcallRecord withStack(List<SourceFrame> other) {
    return new SeamcallRecord(
        sequence, cpu, leaf, note, number, in, status, result, out, read, written, choices, via,
        other, repeat);
  }

  /** Version of the leaf, RAX bits 23:16. */
  public int version() {
    return (int) (number >>> 16) & 0xff;
  }

  /** Number of SEAMCALLs that this record stands for. */
  public long calls() {
    return Repeat.product(repeat);
  }

  /**
   * The {@code index}-th call of the run as a record of its own, counted from 0 below {@link
   * #calls}.
   */
  public SeamcallRecord expand(long index) {
    if (repeat.isEmpty()) {
      return this;
    }
    long[] position = Repeat.position(repeat, index);
    TraceValue expandedCpu = moved("cpu", TraceValue.decimal(cpu), position);
    return new SeamcallRecord(
        sequence + index,
        (int) expandedCpu.number(),
        leaf,
        note,
        number,
        moved("in.", in, position),
        status,
        result,
        moved("out.", out, position),
        read,
        written,
        choices,
        via,
        stack,
        List.of());
  }

  /** The operand going in, if the leaf has it. */
  public Optional<TraceValue> in(String name) {
    return in.stream().filter(v -> v.name().equals(name)).map(NamedValue::value).findFirst();
  }

  /** The operand coming back, if the leaf has it. */
  public Optional<TraceValue> out(String name) {
    return out.stream().filter(v -> v.name().equals(name)).map(NamedValue::value).findFirst();
  }

  private List<NamedValue> moved(String prefix, List<NamedValue> values, long[] position) {
    List<NamedValue> result = new ArrayList<>(values.size());
    for (NamedValue v : values) {
      result.add(new NamedValue(v.name(), moved(prefix + v.name(), v.value(), position)));
    }
    return result;
  }

  private TraceValue moved(String path, TraceValue value, long[] position) {
    return Repeat.moved(repeat, path, value, position);
  }
}
