package org.seamreplay.trace.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.seamreplay.abi.Abi;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.platform.PhysicalMemory;
import org.seamreplay.trace.AddressNames;
import org.seamreplay.trace.AddressPlaces;
import org.seamreplay.trace.NamedValue;
import org.seamreplay.trace.NotReplayable;
import org.seamreplay.trace.SeamcallRecord;
import org.seamreplay.trace.TraceValue;
import org.seamreplay.trace.json.TraceWriter;

/** What a record holds of memory is enough to put the memory back. */
class MemoryRoundTripTests {
  private static final long MNG_INIT = 21;
  private static final long PAGE_ADD = 2;
  private static final long EXT_MEM_ADD = 61;
  private static final long QUOTE_GET = 98;
  private static final long BASE = 0x1000000;

  private final PhysicalMemory memory = new PhysicalMemory();

  /** Every page is an object of its own. */
  private final AddressNames names =
      hpa ->
          hpa < BASE
              ? Optional.empty()
              : Optional.of(TraceValue.address("page", (hpa - BASE) >>> 12, (hpa - BASE) & 0xfff));

  private final AddressPlaces places = value -> BASE + (value.ordinal() << 12) + value.number();

  @Property(tries = 200)
  void bytesComeBack(@ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int length) {
    byte[] bytes = sparse(new Random(seed), length);
    assertThat(ByteText.parse(ByteText.of(bytes), length)).isEqualTo(bytes);
  }

  @Test
  void repeatedBytesAreShort() {
    assertThat(ByteText.of(new byte[4096])).isEqualTo("hex:00*4096");
    assertThat(ByteText.of(new byte[] {1, 2, 3})).isEqualTo("hex:010203");
  }

  @Test
  void bytesThatAreTooManyAreRefusedAtOnce() {
    assertThatThrownBy(() -> ByteText.parse("hex:00*2147483647", 4096))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ByteText.parse("hex:00*4294967295", 4096))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ByteText.parse("hex:0", 4096))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property(tries = 50)
  void tdParamsComeBack(@ForAll long seed) throws NotReplayable {
    comesBack(seed, MNG_INIT, 1024, r -> r.rdx = BASE);
  }

  @Property(tries = 20)
  void pageComesBack(@ForAll long seed) throws NotReplayable {
    comesBack(seed, PAGE_ADD, 4096, r -> r.r9 = BASE);
  }

  @Property(tries = 50)
  void tdReportComesBack(@ForAll long seed) throws NotReplayable {
    comesBack(
        seed,
        QUOTE_GET,
        1024,
        r -> {
          r.r8 = BASE;
          r.r9 = 1024;
        });
  }

  private void comesBack(
      long seed, long leaf, int length, java.util.function.Consumer<SeamRegisters> operands)
      throws NotReplayable {
    byte[] bytes = sparse(new Random(seed), length);
    memory.write(BASE, bytes);
    SeamRegisters registers = registers(leaf);
    operands.accept(registers);
    SeamcallRecord record = record(registers);
    PhysicalMemory fresh = new PhysicalMemory();
    new MemoryEncoder(Abi.shipped().leaves(), fresh, places, HashedContent.NONE)
        .restoreRead(record, registers);
    assertThat(fresh.read(BASE, length)).isEqualTo(bytes);
  }

  @Property(tries = 50)
  void listOfPagesComesBack(
      @ForAll @IntRange(min = 0, max = 511) int one,
      @ForAll @IntRange(min = 0, max = 511) int other,
      @ForAll @IntRange(min = 1, max = 3) int stride)
      throws NotReplayable {
    int first = Math.min(one, other);
    int last = Math.max(one, other);
    for (int i = first; i <= last; i++) {
      memory.writeLong(BASE + 8L * i, BASE + 0x100000 + 4096L * stride * i);
    }
    SeamRegisters registers = registers(EXT_MEM_ADD);
    registers.rcx = BASE | ((long) first << 3) | ((long) last << 55);
    SeamcallRecord record = record(registers);
    assertThat(record.in("HPA_LIST_INFO.FIRST_ENTRY")).contains(TraceValue.decimal(first));
    PhysicalMemory fresh = new PhysicalMemory();
    new MemoryEncoder(Abi.shipped().leaves(), fresh, places, HashedContent.NONE)
        .restoreRead(record, registers);
    assertThat(fresh.read(BASE + 8L * first, 8 * (last - first + 1)))
        .isEqualTo(memory.read(BASE + 8L * first, 8 * (last - first + 1)));
    assertThat(TraceWriter.line(record)).as("even lists are folded").hasSizeLessThan(600);
  }

  @Test
  void linkedListOfTwoNodesAndItsQuoteComeBack() throws NotReplayable {
    int pages = 700;
    long second = BASE + 0x1000;
    long buffer = BASE + 0x10000;
    for (int i = 0; i < pages; i++) {
      long node = i < 511 ? BASE : second;
      memory.writeLong(node + 8L * (i % 511), buffer + 4096L * i);
    }
    memory.writeLong(BASE + 8 * 511, second);
    byte[] quote = sparse(new Random(1), pages * 4096 - 100);
    SeamRegisters registers = registers(QUOTE_GET);
    registers.r10 = BASE;
    registers.r11 = pages * 4096L;
    Recorder recorder = recorder();
    recorder.before(0, registers, "__seamcall_saved_ret");
    for (int i = 0; i < pages; i++) {
      int from = i * 4096;
      memory.write(
          buffer + from,
          java.util.Arrays.copyOfRange(quote, from, Math.min(quote.length, from + 4096)));
    }
    SeamRegisters after = registers(0);
    after.rcx = quote.length;
    recorder.after(after, 0, new int[0]);
    SeamcallRecord record = first(recorder);

    PhysicalMemory fresh = new PhysicalMemory();
    HashedContent contents =
        hash -> hash.equals(HashedContent.hash(quote)) ? Optional.of(quote) : Optional.empty();
    MemoryEncoder encoder = new MemoryEncoder(Abi.shipped().leaves(), fresh, places, contents);
    encoder.restoreRead(record, registers);
    encoder.restoreWritten(record, registers);
    assertThat(fresh.read(BASE, 4096)).isEqualTo(memory.read(BASE, 4096));
    assertThat(fresh.read(second, 8 * 189)).isEqualTo(memory.read(second, 8 * 189));
    assertThat(fresh.read(buffer, quote.length)).isEqualTo(quote);
  }

  @Test
  void operandThatAFailingCallLeavesInTheRegisterOfAResultIsNotShown() {
    SeamRegisters registers = registers(QUOTE_GET);
    registers.rcx = BASE;
    Recorder recorder = recorder();
    recorder.before(0, registers, "__seamcall_saved_ret");
    recorder.after(registers, 0x8000000300000000L, new int[0]);
    assertThat(first(recorder).out()).isEmpty();
  }

  @Test
  void listThatComesBackAsItWentInIsShownWhole() {
    SeamRegisters registers = registers(EXT_MEM_ADD);
    registers.rcx = BASE | (511L << 55);
    Recorder recorder = recorder();
    recorder.before(0, registers, "__seamcall_ret");
    SeamRegisters after = registers(0);
    after.rcx = registers.rcx;
    recorder.after(after, 0, new int[0]);
    assertThat(first(recorder).out())
        .extracting(NamedValue::toString)
        .containsExactly(
            "HPA_LIST_INFO=page[0]", "HPA_LIST_INFO.FIRST_ENTRY=0", "HPA_LIST_INFO.LAST_ENTRY=511");
  }

  @Test
  void quoteThatNobodyCanMakeAgainIsSaid() throws NotReplayable {
    memory.writeLong(BASE, BASE + 0x10000);
    SeamRegisters registers = registers(QUOTE_GET);
    registers.r10 = BASE;
    registers.r11 = 4096;
    Recorder recorder = recorder();
    recorder.before(0, registers, "__seamcall_saved_ret");
    SeamRegisters after = registers(0);
    after.rcx = 100;
    recorder.after(after, 0, new int[0]);
    SeamcallRecord record = first(recorder);
    MemoryEncoder encoder =
        new MemoryEncoder(Abi.shipped().leaves(), new PhysicalMemory(), places, HashedContent.NONE);
    assertThatThrownBy(() -> encoder.restoreWritten(record, registers))
        .isInstanceOf(NotReplayable.class)
        .hasMessageMatching("the quote of content sha256:[0-9a-f]{16} is not known");
  }

  private Recorder recorder() {
    return new Recorder(Abi.shipped(), names, new MemoryDecoder(memory, names), 46);
  }

  private SeamcallRecord record(SeamRegisters registers) {
    Recorder recorder = recorder();
    recorder.before(0, registers, "__seamcall_ret");
    SeamRegisters after = registers(registers.rax);
    after.rax = -1;
    recorder.after(after, -1, new int[0]);
    return first(recorder);
  }

  private static SeamcallRecord first(Recorder recorder) {
    return (SeamcallRecord) recorder.finish(stack -> List.of(), List.of()).get(0);
  }

  private static SeamRegisters registers(long rax) {
    SeamRegisters registers = new SeamRegisters();
    registers.rax = rax;
    return registers;
  }

  /** Runs of equal bytes, runs of zeros, and noise. */
  private static byte[] sparse(Random random, int length) {
    byte[] bytes = new byte[length];
    for (int at = 0; at < length; ) {
      int run = 1 + random.nextInt(64);
      int kind = random.nextInt(3);
      byte fill = (byte) random.nextInt();
      for (int i = 0; i < run && at < length; i++, at++) {
        bytes[at] = kind == 0 ? 0 : kind == 1 ? fill : (byte) random.nextInt();
      }
    }
    return bytes;
  }
}
