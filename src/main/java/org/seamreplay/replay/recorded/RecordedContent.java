package org.seamreplay.replay.recorded;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.seamreplay.abi.LeafEffect;
import org.seamreplay.abi.LeafTable;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.module.port.QuoteSource.QuoteRequest;
import org.seamreplay.module.profile.ModuleImage;
import org.seamreplay.platform.PhysicalMemory;
import org.seamreplay.replay.boundary.DiceQuotes;
import org.seamreplay.replay.boundary.ScenarioRun;
import org.seamreplay.scenario.FlowStep;
import org.seamreplay.trace.MemoryNode;
import org.seamreplay.trace.MemoryView;
import org.seamreplay.trace.SeamcallRecord;
import org.seamreplay.trace.TraceValue;
import org.seamreplay.trace.record.HashedContent;

/**
 * Makes again what a trace holds as a hash only: the module images that the scenario installs, and
 * quotes, for which it follows what the trace says of the module that makes them.
 */
public final class RecordedContent implements HashedContent {
  private static final int REPORT_SIZE = 1024;
  private static final int PAGE = PhysicalMemory.FRAME_SIZE;
  private static final int PAGES_IN_NODE = 511;
  private static final long MAX_BUFFER = 64L << 20;
  private static final long ADDRESS_BITS = (1L << 52) - 1;

  private final Map<String, ModuleImage> images = new HashMap<>();
  private final Map<String, byte[]> loaded = new HashMap<>();
  private final Map<String, byte[]> signatures = new HashMap<>();
  private final LeafTable leaves;
  private final PhysicalMemory memory;
  private ModuleImage image;
  private ModuleImage installing;
  private long features;
  private int generation;
  private byte[] quote = {};

  /**
   * Content for a run of a scenario.
   *
   * @param leaves says what calls mean
   * @param profiles module images by profile name
   * @param memory where TDREPORTs are
   */
  public RecordedContent(
      ScenarioRun run,
      LeafTable leaves,
      Function<String, ModuleImage> profiles,
      PhysicalMemory memory) {
    this.leaves = leaves;
    this.memory = memory;
    image = profiles.apply(run.module());
    for (FlowStep step : run.scenario().flow()) {
      if (step instanceof FlowStep.Update update) {
        ModuleImage next = profiles.apply(update.image());
        images.put(HashedContent.hash(next.pages()), next);
        give(update.damage().done(next.file()), next);
      }
    }
  }

  /** A file that the kernel is given, damaged or not: header, signature page, module pages. */
  private void give(byte[] file, ModuleImage image) {
    int head = image.file().length - image.pages().length;
    if (file.length >= head) {
      byte[] pages = Arrays.copyOfRange(file, head, file.length);
      String hash = HashedContent.hash(pages);
      loaded.put(hash, pages);
      signatures.put(hash, Arrays.copyOfRange(file, head - PAGE, head));
    }
  }

  @Override
  public byte[] signature(String hash, byte[] pages) {
    return signatures.getOrDefault(hash, ModuleImage.signature(pages));
  }

  @Override
  public Optional<byte[]> bytes(String hash) {
    if (loaded.containsKey(hash)) {
      return Optional.of(loaded.get(hash));
    }
    return HashedContent.hash(quote).equals(hash) ? Optional.of(quote) : Optional.empty();
  }

  /** A call is about to be answered: makes the quote that it returns. */
  void before(SeamcallRecord call, SeamRegisters operands) {
    if (call.result() != 0 || leaves.effect(call.number()).orElse(null) != LeafEffect.MAKES_QUOTE) {
      return;
    }
    quote =
        new DiceQuotes()
            .quote(
                new QuoteRequest(
                    image.profile(),
                    image.measurement(),
                    image.profile().attestation().teeTcbSvn(),
                    features,
                    generation,
                    (int) (operands.rdx >>> 32),
                    memory.read(operands.r8 & ADDRESS_BITS, REPORT_SIZE)));
    long length = call.out("QUOTE_LENGTH").map(TraceValue::number).orElse((long) quote.length);
    if (length != quote.length) {
      quote = asLongAsSaid(length, operands);
    }
  }

  /**
   * A module that says another length than the quote has: the trace holds so much of the buffer.
   */
  private byte[] asLongAsSaid(long length, SeamRegisters operands) {
    int bytes = (int) Math.min(Math.max(length, 0), Math.min(operands.r11, MAX_BUFFER));
    byte[] buffer = Arrays.copyOf(quote, Math.max(0, bytes));
    long node = operands.r10;
    for (int page = 0; page * PAGE < buffer.length; page++) {
      int entry = page % PAGES_IN_NODE;
      if (page > 0 && entry == 0) {
        node = memory.readLong(node + 8L * PAGES_IN_NODE);
      }
      byte[] now = memory.read(memory.readLong(node + 8L * entry) & ADDRESS_BITS, PAGE);
      for (int i = Math.max(quote.length, page * PAGE);
          i < Math.min(bytes, (page + 1) * PAGE);
          i++) {
        buffer[i] = now[i - page * PAGE];
      }
    }
    return buffer;
  }

  /** All calls of a record were answered. */
  void after(SeamcallRecord call) {
    Optional<LeafEffect> effect = leaves.effect(call.number());
    if (call.result() != 0 || effect.isEmpty()) {
      return;
    }
    switch (effect.get()) {
      case CONFIGURES_FEATURES ->
          features = call.in("ADD_ON_FEATURES").map(TraceValue::number).orElse(0L);
      case MAKES_QUOTING_KEYS -> generation += (int) call.calls();
      case INSTALLS_IMAGE -> installing = installed(call);
      case STARTS_MODULE -> {
        if (installing != null) {
          image = installing;
          installing = null;
        }
      }
      default -> {
        // Nothing that a quote depends on.
      }
    }
  }

  private ModuleImage installed(SeamcallRecord call) {
    for (MemoryView view : call.read()) {
      if (view.content() instanceof MemoryNode.Struct params) {
        for (MemoryNode.Field field : params.fields()) {
          if (field.content() instanceof MemoryNode.Text text && images.containsKey(text.text())) {
            return images.get(text.text());
          }
        }
      }
    }
    return null;
  }
}
