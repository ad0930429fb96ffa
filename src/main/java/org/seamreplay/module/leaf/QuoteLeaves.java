package org.seamreplay.module.leaf;

import java.util.Arrays;
import java.util.Optional;
import org.seamreplay.abi.Features;
import org.seamreplay.abi.LeafNumber;
import org.seamreplay.abi.OperandId;
import org.seamreplay.abi.Register;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.abi.Status;
import org.seamreplay.module.port.QuoteService;
import org.seamreplay.module.port.QuoteSource;
import org.seamreplay.module.port.QuoteSource.QuoteRequest;
import org.seamreplay.module.profile.Choices;
import org.seamreplay.module.profile.Defect;
import org.seamreplay.module.state.AddressRules;
import org.seamreplay.module.state.Extensions;
import org.seamreplay.module.state.HpaLinkedList;
import org.seamreplay.module.state.Interrupts;
import org.seamreplay.module.state.Lock;
import org.seamreplay.module.state.ModuleState;
import org.seamreplay.module.state.PendingCalls;
import org.seamreplay.module.state.Td;

/**
 * QUOTE.INIT and QUOTE.GET. Operands and order of calls: kernel series of May and June 2026. The
 * checks inside the module are not public; those here are choices, in the order of the registers.
 */
final class QuoteLeaves {
  private static final int PAGE = (int) AddressRules.PAGE;
  private static final long QUOTE_ID_BITS = 0xFFFFL << 32;

  private final ModuleState state;
  private final TdChecks checks;
  private final Interrupts interrupts;
  private final PendingCalls pending;
  private final QuoteService service;

  QuoteLeaves(
      ModuleState state,
      TdChecks checks,
      Interrupts interrupts,
      PendingCalls pending,
      QuoteService service) {
    this.state = state;
    this.checks = checks;
    this.interrupts = interrupts;
    this.pending = pending;
    this.service = service;
  }

  private boolean configured() {
    return ((state.configuredFeatures >>> Features.QUOTE) & 1) != 0;
  }

  /** Makes the signing keys; once more, new ones. */
  long init(int lp, int version, SeamRegisters r) {
    if (!configured()) {
      return chosen(Status.OPERAND_INVALID, "QUOTE.INIT: quoting is not configured");
    }
    if (state.extensions.phase() == Extensions.Phase.OFF) {
      return chosen(Status.SYS_STATE_INCORRECT, "QUOTE.INIT: EXT.INIT was not done");
    }
    if (state.profile.choices().largerQuotes() == Choices.LargerQuotes.QUOTING_OFF
        && state.extensions.outgrows(state.tables)) {
      return chosen(
          Status.SYS_STATE_INCORRECT, "QUOTE.INIT: quotes would be larger than before the update");
    }
    PendingCalls.Call call = pending.enter(lp, LeafNumber.QUOTE_INIT, 0, r);
    if (call == null) {
      return Status.INVALID_RESUMPTION;
    }
    if (!call.work(lp, state.profile.extensions().quoteInitSteps(), interrupts)) {
      return Status.INTERRUPTED_RESUMABLE;
    }
    pending.finish(call);
    state.tables.quotingKeys++;
    state.extensions.enter(Extensions.Phase.QUOTING);
    state.tables.promisedQuoteSize = state.profile.extensions().maxQuoteSize();
    return Status.SUCCESS;
  }

  /** Makes a quote. The inputs stay in their registers unless the call succeeds. */
  long get(int lp, int version, SeamRegisters r) {
    if (!configured()) {
      return chosen(Status.OPERAND_INVALID, "QUOTE.GET: quoting is not configured");
    }
    if (!state.extensions.quotingReady()) {
      return chosen(Status.SYS_STATE_INCORRECT, "QUOTE.GET: QUOTE.INIT was not done");
    }
    PendingCalls.Call call = pending.enter(lp, LeafNumber.QUOTE_GET, r.rcx, r);
    if (call == null) {
      return Status.INVALID_RESUMPTION;
    }
    long status = checkOperands(r);
    if (status == Status.SUCCESS) {
      status = call.input == null ? takeInput(call, r) : recall(call, r);
    }
    HpaLinkedList list = null;
    if (status == Status.SUCCESS) {
      list = HpaLinkedList.read(state, r.r10, r.r11);
      status = list.status();
    }
    if (status != Status.SUCCESS) {
      pending.finish(call);
      return chosen(status, "QUOTE.GET: order of its checks");
    }
    if (!call.work(lp, state.profile.extensions().quoteGetSteps(), interrupts)) {
      if (state.profile.defects().contains(Defect.QUOTE_GET_CLOBBERS_RCX)) {
        r.rcx = 0;
      }
      return Status.INTERRUPTED_RESUMABLE;
    }
    pending.finish(call);
    if (call.quotingKeys != state.tables.quotingKeys) {
      state.memory.observer().choice("QUOTE.GET: keys that were renewed meanwhile sign");
    }
    return deliver(call.input, list, r);
  }

  /** The input may lie in the output buffer, so it is taken in as a whole before anything else. */
  private long takeInput(PendingCalls.Call call, SeamRegisters r) {
    call.input = state.memory.read(state.addresses.plain(r.r8), TdReportMaker.SIZE, "QUOTE_INPUT");
    call.quotingKeys = state.tables.quotingKeys;
    return checkReport(call.input, checks.td(r.rcx));
  }

  /** Goes on with what the interrupted call took in, whatever is in memory by now. */
  private long recall(PendingCalls.Call call, SeamRegisters r) {
    byte[] now = state.memory.readPrivate(state.addresses.plain(r.r8), TdReportMaker.SIZE);
    if (!Arrays.equals(now, call.input)) {
      state
          .memory
          .observer()
          .choice("a repetition resumes the interrupted call with its old input");
    }
    return Status.SUCCESS;
  }

  private long checkOperands(SeamRegisters r) {
    long status = checks.tdr(r.rcx, OperandId.RCX, Lock.SHARED);
    if (status == Status.SUCCESS) {
      status = checks.tdState(checks.td(r.rcx), LeafNumber.QUOTE_GET);
    }
    if (status != Status.SUCCESS) {
      return status;
    }
    if ((r.rdx & ~QUOTE_ID_BITS) != 0
        || !state.profile.extensions().quoteIds().contains((int) (r.rdx >>> 32))) {
      return Status.of(Status.OPERAND_INVALID, Register.RDX);
    }
    if (!state.isHostPage(r.r8)) {
      return Status.of(Status.OPERAND_INVALID, Register.R8);
    }
    if (r.r9 != TdReportMaker.SIZE) {
      return Status.of(Status.OPERAND_INVALID, Register.R9);
    }
    return Status.SUCCESS;
  }

  private long checkReport(byte[] report, Td td) {
    long status = new TdReportMaker(state).verify(report);
    boolean ours =
        TdReportMaker.isAbout(report, td) && new TdReportMaker(state).isOfThisModule(report);
    if (status == Status.SUCCESS && !ours) {
      return Status.of(Status.OPERAND_INVALID, Register.R8);
    }
    return status;
  }

  private long deliver(byte[] report, HpaLinkedList list, SeamRegisters r) {
    Optional<QuoteSource> source = service.source();
    if (source.isEmpty()) {
      return Dispatcher.NOT_MODELLED;
    }
    int quoteId = (int) (r.rdx >>> 32);
    byte[] quote =
        source
            .get()
            .quote(
                new QuoteRequest(
                    state.profile,
                    state.image.measurement(),
                    state.profile.attestation().teeTcbSvn(),
                    state.configuredFeatures,
                    state.tables.quotingKeys,
                    quoteId,
                    report));
    if (quote.length > list.bytes()) {
      return chosen(
          Status.of(Status.OPERAND_INVALID, Register.R11), "QUOTE.GET: quote longer than buffer");
    }
    for (int done = 0; done < quote.length; done += PAGE) {
      // The rest of the last page is zeroed, so that nothing of the host's looks like a quote.
      int length = (int) Math.min(PAGE, list.bytes() - done);
      byte[] part = Arrays.copyOfRange(quote, done, done + length);
      state.memory.write(list.page(done / PAGE), part, "QUOTE");
    }
    if (state.profile.defects().contains(Defect.QUOTE_LENGTH_ZERO)) {
      r.rcx = 0;
    } else if (state.profile.defects().contains(Defect.QUOTE_LENGTH_ABOVE_BUFFER)) {
      r.rcx = list.bytes() + 1;
    } else {
      r.rcx = quote.length;
    }
    return Status.SUCCESS;
  }

  private long chosen(long status, String choice) {
    state.memory.observer().choice(choice);
    return status;
  }
}
