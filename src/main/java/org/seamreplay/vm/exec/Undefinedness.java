package org.seamreplay.vm.exec;

import java.util.ArrayList;
import java.util.List;
import org.seamreplay.vm.MemoryFault;
import org.seamreplay.vm.code.Op;
import org.seamreplay.vm.code.Program;
import org.seamreplay.vm.code.Pure;
import org.seamreplay.vm.math.Defects;
import org.seamreplay.vm.math.UndefinedBits;

/**
 * What instructions make of undefined bits, bit for bit, and where undefined bits decide something.
 *
 * <p>Logic and shifts are exact; sums carry undefinedness to the left; comparisons are undefined
 * only if the undefined bits could change the outcome; what is rare is undefined if anything it
 * reads is. Moving undefined bits about is no defect. It is one if they decide where control goes
 * or what memory is accessed, divide, or leave the program.
 */
final class Undefinedness {
  private static final int MAX_GONE_ORIGINS = 256;

  private final int[] code;
  private final MappedMemory space;
  private final ObjectNames names;
  private final Defects defects;

  /** The store under way, to be marked after it; 0 bytes if none. */
  private long storeAddress;

  private int storeBytes;
  private long storeMask;
  private long storeOrigin;
  private long fillLength;

  /** Words for places in frames that are gone; number n stands for the n-th as an origin. */
  private final List<String> goneOrigins = new ArrayList<>();

  private long[] returnMasks = new long[4];
  private long[] returnOrigins = new long[4];
  private int returnCount;

  Undefinedness(Program program, MappedMemory space, ObjectNames names, Defects defects) {
    this.code = program.code;
    this.space = space;
    this.names = names;
    this.defects = defects;
  }

  /** Sets the undefined bits of what the instruction at {@code pc} is about to compute. */
  void before(FiberState fiber, int pc) {
    storeBytes = 0;
    fillLength = 0;
    int op = code[pc];
    switch (op) {
      case Op.STOP,
          Op.BR,
          Op.TAINT,
          Op.UNREACHABLE,
          Op.NOT_MODELLED,
          Op.TRAP,
          Op.BAD_INDEX,
          Op.ADDRESS,
          Op.CALL,
          Op.ASSUME -> {}
      case Op.LIFETIME_START, Op.LIFETIME_END, Op.CALL_GENERAL, Op.CALL_EXTERNAL, Op.CALL_ASM -> {}
      case Op.CALL_INDIRECT -> require(fiber, pc, 1, "calls a function whose address");
      case Op.BR_IF, Op.SWITCH, Op.INDIRECT_BR -> require(fiber, pc, 1, "branches on a value that");
      case Op.BR_EQ, Op.BR_NE, Op.BR_ULT, Op.BR_ULE, Op.BR_SLT, Op.BR_SLE ->
          compareAndBranch(fiber, pc);
      case Op.LOAD8, Op.LOAD16, Op.LOAD32, Op.LOAD64, Op.LOAD -> load(fiber, pc);
      case Op.LOCAL_LOAD8, Op.LOCAL_LOAD16, Op.LOCAL_LOAD32, Op.LOCAL_LOAD64 ->
          loaded(fiber, pc, local(fiber, pc), 1 << (op - Op.LOCAL_LOAD8), 0);
      case Op.STORE8, Op.STORE16, Op.STORE32, Op.STORE64, Op.STORE -> {
        require(fiber, pc, 2, "writes to an address that");
        long address = value(fiber, pc, 2) + code[pc + 3];
        int bytes = op == Op.STORE ? code[pc + 4] : 1 << (op - Op.STORE8);
        store(address, bytes, mask(fiber, pc, 1), origin(fiber, pc, 1));
      }
      case Op.LOCAL_STORE8, Op.LOCAL_STORE16, Op.LOCAL_STORE32, Op.LOCAL_STORE64 ->
          store(
              local(fiber, pc),
              1 << (op - Op.LOCAL_STORE8),
              mask(fiber, pc, 1),
              origin(fiber, pc, 1));
      case Op.ATOMIC_RMW -> atomicRmw(fiber, pc);
      case Op.CMPXCHG -> compareExchange(fiber, pc);
      case Op.MEMCPY, Op.MEMMOVE -> {
        require(fiber, pc, 1, "copies to an address that");
        require(fiber, pc, 2, "copies from an address that");
        require(fiber, pc, 3, "copies a number of bytes that");
      }
      case Op.MEMSET -> {
        require(fiber, pc, 1, "fills memory at an address that");
        require(fiber, pc, 3, "fills a number of bytes that");
        storeAddress = value(fiber, pc, 1);
        storeMask = mask(fiber, pc, 2) & 0xff;
        storeOrigin = origin(fiber, pc, 2);
        fillLength = value(fiber, pc, 3);
      }
      case Op.VA_START -> require(fiber, pc, 1, "starts an argument list at an address that");
      case Op.VA_COPY -> require(fiber, pc, 2, "copies an argument list from an address that");
      case Op.STACK_RESTORE -> require(fiber, pc, 1, "restores a stack pointer that");
      case Op.ALLOCA -> {
        require(fiber, pc, 2, "puts a number of elements on the stack that");
        set(fiber, pc, 1, 0, 0);
      }
      case Op.BYVAL -> {
        require(fiber, pc, 2, "passes an object whose address");
        set(fiber, pc, 1, 0, 0);
      }
      default -> compute(fiber, pc, op);
    }
  }

  /** Marks the memory that the instruction has written. */
  void after() {
    if (storeBytes > 0 && storeMask != 0) {
      space.setUndefinedBits(storeAddress, storeBytes, storeMask, storeOrigin);
    } else if (fillLength > 0 && storeMask != 0) {
      for (long i = 0; i < fillLength; i++) {
        space.setUndefinedBits(storeAddress + i, 1, storeMask, storeOrigin);
      }
    }
  }

  // ---- Registers ----

  private long value(FiberState fiber, int pc, int word) {
    return fiber.registers[fiber.base + code[pc + word]];
  }

  private long mask(FiberState fiber, int pc, int word) {
    return fiber.undefined[fiber.base + code[pc + word]];
  }

  private long origin(FiberState fiber, int pc, int word) {
    return fiber.origins[fiber.base + code[pc + word]];
  }

  private void set(FiberState fiber, int pc, int word, long mask, long origin) {
    int register = fiber.base + code[pc + word];
    fiber.undefined[register] = mask;
    fiber.origins[register] = origin;
  }

  private long local(FiberState fiber, int pc) {
    return fiber.stackAddress + fiber.frame + code[pc + 2];
  }

  private void require(FiberState fiber, int pc, int word, String what) {
    if (mask(fiber, pc, word) != 0) {
      report(what, origin(fiber, pc, word));
      // Said once; what follows from it is the same defect.
      set(fiber, pc, word, 0, 0);
    }
  }

  private void report(String what, long origin) {
    List<String> details = new ArrayList<>();
    String source = "";
    if (origin > 0 && origin <= goneOrigins.size()) {
      source = ": it comes from " + goneOrigins.get((int) origin - 1);
    } else if (origin != 0 && space.region(origin) != null) {
      source = ": it comes from " + names.describe(space, origin, details);
    }
    defects.report(
        MemoryFault.UNINITIALISED,
        what + " was never initialised" + source,
        details.toArray(String[]::new));
  }

  // ---- Memory ----

  private void load(FiberState fiber, int pc) {
    require(fiber, pc, 2, "reads from an address that");
    long address = value(fiber, pc, 2) + code[pc + 3];
    int op = code[pc];
    int bytes = op == Op.LOAD ? code[pc + 4] : 1 << (op - Op.LOAD8);
    loaded(fiber, pc, address, bytes, op == Op.LOAD ? code[pc + 5] : 0);
  }

  private void loaded(FiberState fiber, int pc, long address, int bytes, int shift) {
    space.check(address, bytes, false);
    long mask = space.undefinedBits(address, bytes) << shift >>> shift;
    set(fiber, pc, 1, mask, space.origin(address, mask));
  }

  private void store(long address, int bytes, long mask, long origin) {
    storeOrigin = origin;
    storeAddress = address;
    storeBytes = bytes;
    storeMask = mask;
  }

  private void atomicRmw(FiberState fiber, int pc) {
    require(fiber, pc, 2, "writes to an address that");
    long address = value(fiber, pc, 2);
    int bytes = code[pc + 5];
    space.check(address, bytes, true);
    long old = space.undefinedBits(address, bytes);
    long operand = mask(fiber, pc, 3);
    boolean exchange = code[pc + 4] == Pure.rmw(org.seamreplay.ir.Instruction.AtomicRmw.RmwOp.XCHG);
    long origin = space.origin(address, old);
    store(
        address,
        bytes,
        exchange ? operand : UndefinedBits.sum(old, operand),
        operand != 0 ? origin(fiber, pc, 3) : origin);
    set(fiber, pc, 1, old, origin);
  }

  private void compareExchange(FiberState fiber, int pc) {
    require(fiber, pc, 3, "writes to an address that");
    long address = value(fiber, pc, 3);
    int bytes = code[pc + 6];
    space.check(address, bytes, true);
    long old = space.undefinedBits(address, bytes);
    boolean unsure = (old | mask(fiber, pc, 4)) != 0;
    boolean equal = space.loadAny(address, bytes) == value(fiber, pc, 4);
    long origin = old != 0 ? space.origin(address, old) : origin(fiber, pc, 4);
    store(address, bytes, equal ? mask(fiber, pc, 5) : old, equal ? origin(fiber, pc, 5) : origin);
    set(fiber, pc, 1, old, origin);
    set(fiber, pc, 2, unsure ? 1 : 0, origin);
  }

  // ---- Computing ----

  private void compareAndBranch(FiberState fiber, int pc) {
    int compare = code[pc] - Op.BR_EQ + Op.EQ;
    int shift = Op.shift(code, pc);
    long a = mask(fiber, pc, 1);
    long b = mask(fiber, pc, 2);
    if (UndefinedBits.comparison(compare, shift, value(fiber, pc, 1), a, value(fiber, pc, 2), b)) {
      report("branches on a value that", a != 0 ? origin(fiber, pc, 1) : origin(fiber, pc, 2));
      set(fiber, pc, 1, 0, 0);
      set(fiber, pc, 2, 0, 0);
    }
  }

  private void compute(FiberState fiber, int pc, int op) {
    int results = Op.results(op);
    long any = 0;
    long origin = 0;
    for (int word = results + 1; word <= results + Op.operands(op); word++) {
      long mask = mask(fiber, pc, word);
      if (any == 0 && mask != 0) {
        origin = origin(fiber, pc, word);
      }
      any |= mask;
    }
    if (any == 0) {
      for (int word = 1; word <= results; word++) {
        set(fiber, pc, word, 0, 0);
      }
      return;
    }
    if (op == Op.PURE2 && isDivision(code[pc + 4])) {
      require(fiber, pc, 3, "divides by a value that");
    }
    if (op >= Op.WIDE1 && op <= Op.WIDE_OVERFLOW) {
      wide(fiber, pc, op, results, origin);
    } else if (op == Op.OVERFLOW) {
      set(fiber, pc, 1, UndefinedBits.low(code[pc + 6]), origin);
      set(fiber, pc, 2, 1, origin);
    } else {
      set(fiber, pc, 1, single(fiber, pc, op), origin);
    }
  }

  private static boolean isDivision(int kind) {
    int k = kind & Pure.KIND;
    return k >= Pure.UDIV && k <= Pure.SREM;
  }

  /** The mask of the result of an instruction with one result. */
  private long single(FiberState fiber, int pc, int op) {
    long m1 = mask(fiber, pc, 2);
    if (op == Op.PURE1) {
      return UndefinedBits.pure1(code[pc + 3], code[pc + 4], m1);
    }
    if (op == Op.MOV || op == Op.SEXT || op == Op.FREEZE) {
      return op == Op.MOV
          ? m1
          : op == Op.FREEZE ? 0 : UndefinedBits.signExtend(m1, code[pc + 3], code[pc + 4]);
    }
    long a = value(fiber, pc, 2);
    long b = value(fiber, pc, 3);
    long m2 = mask(fiber, pc, 3);
    int shift = op == Op.ADD32 || op == Op.SUB32 ? 32 : Op.shift(code, pc);
    return switch (op) {
      case Op.ADD64, Op.ADD32, Op.ADD, Op.SUB64, Op.SUB32, Op.SUB, Op.ADD_NSW, Op.SUB_NSW ->
          UndefinedBits.sum(m1, m2) << shift >>> shift;
      case Op.MUL64 -> UndefinedBits.product(a, m1, b, m2);
      case Op.MUL, Op.MUL_NSW -> UndefinedBits.product(a, m1, b, m2) << shift >>> shift;
      case Op.AND -> UndefinedBits.and(a, m1, b, m2);
      case Op.OR -> UndefinedBits.or(a, m1, b, m2);
      case Op.XOR -> m1 | m2;
      case Op.SHL -> m2 != 0 ? -1L >>> shift : m1 << b << shift >>> shift;
      case Op.LSHR -> m2 != 0 ? -1L >>> shift : m1 >>> b;
      case Op.ASHR -> m2 != 0 ? -1L >>> shift : m1 << shift >> shift >> b << shift >>> shift;
      case Op.EQ, Op.NE, Op.ULT, Op.ULE, Op.SLT, Op.SLE ->
          UndefinedBits.comparison(op, shift, a, m1, b, m2) ? 1 : 0;
      case Op.SELECT -> select(fiber, pc, a, m1);
      case Op.GEP -> m1 == 0 && m2 == 0 ? 0 : -1;
      case Op.PURE2 -> UndefinedBits.pure2(code[pc + 4], code[pc + 5], a, m1, b, m2);
      case Op.PURE3 ->
          UndefinedBits.pure3(
              code[pc + 5], code[pc + 6], m1, m2, value(fiber, pc, 4), mask(fiber, pc, 4));
      default -> -1;
    };
  }

  private long select(FiberState fiber, int pc, long condition, long conditionMask) {
    long whenTrue = mask(fiber, pc, 3);
    long whenFalse = mask(fiber, pc, 4);
    if (conditionMask != 0) {
      return (value(fiber, pc, 3) ^ value(fiber, pc, 4)) | whenTrue | whenFalse;
    }
    return condition != 0 ? whenTrue : whenFalse;
  }

  private void wide(FiberState fiber, int pc, int op, int results, long origin) {
    int at = pc + results + Op.operands(op);
    int kind = code[at + 1] & Pure.KIND;
    int width = code[at + 2];
    if (op == Op.WIDE2 && (kind == Pure.AND || kind == Pure.OR || kind == Pure.XOR)) {
      for (int slot = 0; slot < 2; slot++) {
        long a = value(fiber, pc, 3 + slot);
        long b = value(fiber, pc, 5 + slot);
        long m1 = mask(fiber, pc, 3 + slot);
        long m2 = mask(fiber, pc, 5 + slot);
        long mask =
            kind == Pure.AND
                ? UndefinedBits.and(a, m1, b, m2)
                : kind == Pure.OR ? UndefinedBits.or(a, m1, b, m2) : m1 | m2;
        set(fiber, pc, 1 + slot, mask, origin);
      }
      return;
    }
    if (op == Op.WIDE_TO_NARROW) {
      set(fiber, pc, 1, UndefinedBits.result(kind, width), origin);
      return;
    }
    int bits = kind < Pure.FIRST_FLOAT ? width : 128;
    set(fiber, pc, 1, -1, origin);
    set(fiber, pc, 2, bits >= 128 ? -1 : UndefinedBits.low(bits - 64), origin);
    if (results == 3) {
      set(fiber, pc, 3, 1, origin);
    }
  }

  // ---- Returns ----

  /** Takes the undefined bits of what a frame is about to return. */
  void beginReturn(FiberState fiber, int pc) {
    int count = code[pc] == Op.RET0 ? 0 : code[pc] == Op.RET1 ? 1 : code[pc + 2];
    int first = code[pc] == Op.RET1 ? 2 : 3;
    if (count > returnMasks.length) {
      returnMasks = new long[count * 2];
      returnOrigins = new long[count * 2];
    }
    returnCount = count;
    boolean toModel =
        fiber.records[fiber.top - FiberState.RECORD + FiberState.RETURN_PC] == Program.EXIT;
    for (int i = 0; i < count; i++) {
      if (toModel) {
        require(fiber, pc, first + i, "returns a value that");
      }
      returnMasks[i] = mask(fiber, pc, first + i);
      returnOrigins[i] = outliving(fiber, origin(fiber, pc, first + i));
    }
  }

  /** An origin that still means something when the current frame is gone. */
  private long outliving(FiberState fiber, long origin) {
    long inStack = origin - fiber.stackAddress;
    if (origin == 0 || inStack < fiber.sp || inStack >= fiber.stackState.length) {
      return origin;
    }
    if (goneOrigins.size() == MAX_GONE_ORIGINS) {
      return 0;
    }
    goneOrigins.add(names.describe(space, origin, new ArrayList<>()));
    return goneOrigins.size();
  }

  boolean returnsUndefined() {
    for (int i = 0; i < returnCount; i++) {
      if (returnMasks[i] != 0) {
        return true;
      }
    }
    return false;
  }

  /** Marks the results in the caller. */
  void endReturn(FiberState fiber, int result) {
    for (int i = 0; i < returnCount; i++) {
      fiber.undefined[result + i] = returnMasks[i];
      fiber.origins[result + i] = returnOrigins[i];
    }
  }
}
