package org.seamreplay.vm.exec;

import java.util.Arrays;
import org.seamreplay.platform.ByteState;
import org.seamreplay.vm.Budget;
import org.seamreplay.vm.code.ByteViews;
import org.seamreplay.vm.code.FunctionCode;
import org.seamreplay.vm.code.Op;
import org.seamreplay.vm.code.Page;

/**
 * The loop that executes code. Everything else in this package is arranged so that this one method
 * stays small and fast:
 *
 * <ul>
 *   <li>It has less than 8,000 bytecodes, above which HotSpot compiles no method, and few enough
 *       locals that C2 keeps them in registers or close by. So only the common instructions are
 *       here, and of those only the common case. A case that finds something unusual breaks out of
 *       the switch and {@link SlowPath} executes the same instruction again, with every check.
 *   <li>Every operand is {@code registers[base + word]}: constants lie in the window too, copied at
 *       the call, so that no operand asks what it is.
 *   <li>A load is good if its page is in the lookaside buffer and the states of its bytes are all
 *       zero; a store if no state has a bit above the lowest. Either is one comparison, and it
 *       covers bounds, lifetime, initialisation and ownership at once. The lowest bits of the
 *       address are compared along with the number of the page, at its top, where a page has none:
 *       so an address that is not aligned is met in no page. Loads and stores of scalar variables
 *       of the own frame need no look-up at all: their place is known.
 *   <li>Instructions are counted, and the budget checked, where control may go backwards.
 *   <li>There is no test for modes. A frame that works on undefined values, and a run that measures
 *       coverage, use an array of code that holds {@link Op#STOP} where the loop has to leave.
 * </ul>
 *
 * <p>Calls inside the program do not recurse in Java: a frame is a window of registers, a record
 * and a piece of stack. So the depth of calls is bounded by the budget alone and a fiber can be set
 * aside at any external call.
 */
public final class Loop {
  private final FunctionCode[] functions;
  private final Page[] tlb;
  private final SlowPath slow;
  private final Fuel tank;
  private final int maxTop;

  Loop(FunctionCode[] functions, Page[] tlb, SlowPath slow, Fuel tank, Budget budget) {
    this.functions = functions;
    this.tlb = tlb;
    this.slow = slow;
    this.maxTop = budget.callDepth() * FiberState.RECORD;
    this.tank = tank;
  }

  /**
   * Executes the current fiber from its position until {@link Op#STOP} or until the slow path says
   * to leave.
   *
   * @param code the program's code, or an array like it with stops
   */
  @SuppressWarnings("fallthrough")
  void run(FiberState fiber, int[] code) {
    long[] regs = fiber.registers;
    byte[] stackData = fiber.stackData;
    byte[] stackState = fiber.stackState;
    int pc = fiber.pc;
    int base = fiber.base;
    int frame = fiber.frame;
    long fuel = tank.left;
    final Page[] tlb = this.tlb;
    for (; ; ) {
      switch (code[pc]) {
        case Op.STOP:
          fiber.pc = pc;
          fiber.base = base;
          fiber.frame = frame;
          tank.left = fuel;
          return;
        case Op.MOV:
          regs[base + code[pc + 1]] = regs[base + code[pc + 2]];
          pc += 3;
          continue;
        case Op.ADD64:
          regs[base + code[pc + 1]] = regs[base + code[pc + 2]] + regs[base + code[pc + 3]];
          pc += 4;
          continue;
        case Op.ADD32:
          regs[base + code[pc + 1]] =
              regs[base + code[pc + 2]] + regs[base + code[pc + 3]] & 0xffff_ffffL;
          pc += 4;
          continue;
        case Op.ADD:
          {
            int shift = code[pc + 4];
            regs[base + code[pc + 1]] =
                (regs[base + code[pc + 2]] + regs[base + code[pc + 3]]) << shift >>> shift;
            pc += 5;
            continue;
          }
        case Op.SUB64:
          regs[base + code[pc + 1]] = regs[base + code[pc + 2]] - regs[base + code[pc + 3]];
          pc += 4;
          continue;
        case Op.SUB32:
          regs[base + code[pc + 1]] =
              regs[base + code[pc + 2]] - regs[base + code[pc + 3]] & 0xffff_ffffL;
          pc += 4;
          continue;
        case Op.SUB:
          {
            int shift = code[pc + 4];
            regs[base + code[pc + 1]] =
                (regs[base + code[pc + 2]] - regs[base + code[pc + 3]]) << shift >>> shift;
            pc += 5;
            continue;
          }
        case Op.MUL64:
          regs[base + code[pc + 1]] = regs[base + code[pc + 2]] * regs[base + code[pc + 3]];
          pc += 4;
          continue;
        case Op.MUL:
          {
            int shift = code[pc + 4];
            regs[base + code[pc + 1]] =
                (regs[base + code[pc + 2]] * regs[base + code[pc + 3]]) << shift >>> shift;
            pc += 5;
            continue;
          }
        case Op.ADD_NSW:
          {
            int shift = code[pc + 4];
            long a = regs[base + code[pc + 2]] << shift;
            long b = regs[base + code[pc + 3]] << shift;
            long sum = a + b;
            if (((a ^ sum) & (b ^ sum)) < 0) {
              break;
            }
            regs[base + code[pc + 1]] = sum >>> shift;
            pc += 5;
            continue;
          }
        case Op.SUB_NSW:
          {
            int shift = code[pc + 4];
            long a = regs[base + code[pc + 2]] << shift;
            long b = regs[base + code[pc + 3]] << shift;
            long difference = a - b;
            if (((a ^ b) & (a ^ difference)) < 0) {
              break;
            }
            regs[base + code[pc + 1]] = difference >>> shift;
            pc += 5;
            continue;
          }
        case Op.MUL_NSW:
          {
            int shift = code[pc + 4];
            long a = regs[base + code[pc + 2]] << shift;
            long b = regs[base + code[pc + 3]] << shift >> shift;
            long product = a * b;
            if (Math.multiplyHigh(a, b) != product >> 63) {
              break;
            }
            regs[base + code[pc + 1]] = product >>> shift;
            pc += 5;
            continue;
          }
        case Op.AND:
          regs[base + code[pc + 1]] = regs[base + code[pc + 2]] & regs[base + code[pc + 3]];
          pc += 4;
          continue;
        case Op.OR:
          regs[base + code[pc + 1]] = regs[base + code[pc + 2]] | regs[base + code[pc + 3]];
          pc += 4;
          continue;
        case Op.XOR:
          regs[base + code[pc + 1]] = regs[base + code[pc + 2]] ^ regs[base + code[pc + 3]];
          pc += 4;
          continue;
        case Op.SHL:
          {
            int shift = code[pc + 4];
            long by = regs[base + code[pc + 3]];
            if (by + shift < 0 || by + shift >= 64) {
              break;
            }
            regs[base + code[pc + 1]] = regs[base + code[pc + 2]] << by << shift >>> shift;
            pc += 5;
            continue;
          }
        case Op.LSHR:
          {
            long by = regs[base + code[pc + 3]];
            int shift = code[pc + 4];
            if (by + shift < 0 || by + shift >= 64) {
              break;
            }
            regs[base + code[pc + 1]] = regs[base + code[pc + 2]] >>> by;
            pc += 5;
            continue;
          }
        case Op.ASHR:
          {
            int shift = code[pc + 4];
            long by = regs[base + code[pc + 3]];
            if (by + shift < 0 || by + shift >= 64) {
              break;
            }
            regs[base + code[pc + 1]] =
                regs[base + code[pc + 2]] << shift >> shift >> by << shift >>> shift;
            pc += 5;
            continue;
          }
        case Op.SEXT:
          {
            int from = code[pc + 3];
            int to = code[pc + 4];
            regs[base + code[pc + 1]] = regs[base + code[pc + 2]] << from >> from << to >>> to;
            pc += 5;
            continue;
          }
        case Op.EQ:
          regs[base + code[pc + 1]] =
              regs[base + code[pc + 2]] == regs[base + code[pc + 3]] ? 1 : 0;
          pc += 4;
          continue;
        case Op.NE:
          regs[base + code[pc + 1]] =
              regs[base + code[pc + 2]] != regs[base + code[pc + 3]] ? 1 : 0;
          pc += 4;
          continue;
        case Op.ULT:
          regs[base + code[pc + 1]] =
              regs[base + code[pc + 2]] + Long.MIN_VALUE
                      < regs[base + code[pc + 3]] + Long.MIN_VALUE
                  ? 1
                  : 0;
          pc += 4;
          continue;
        case Op.ULE:
          regs[base + code[pc + 1]] =
              regs[base + code[pc + 2]] + Long.MIN_VALUE
                      <= regs[base + code[pc + 3]] + Long.MIN_VALUE
                  ? 1
                  : 0;
          pc += 4;
          continue;
        case Op.SLT:
          {
            int shift = code[pc + 4];
            regs[base + code[pc + 1]] =
                regs[base + code[pc + 2]] << shift < regs[base + code[pc + 3]] << shift ? 1 : 0;
            pc += 5;
            continue;
          }
        case Op.SLE:
          {
            int shift = code[pc + 4];
            regs[base + code[pc + 1]] =
                regs[base + code[pc + 2]] << shift <= regs[base + code[pc + 3]] << shift ? 1 : 0;
            pc += 5;
            continue;
          }
        case Op.SELECT:
          regs[base + code[pc + 1]] =
              regs[base + (regs[base + code[pc + 2]] != 0 ? code[pc + 3] : code[pc + 4])];
          pc += 5;
          continue;
        case Op.GEP:
          regs[base + code[pc + 1]] =
              regs[base + code[pc + 2]] + regs[base + code[pc + 3]] * code[pc + 4];
          pc += 5;
          continue;
        case Op.LEA:
          regs[base + code[pc + 1]] = fiber.stackAddress + (frame + code[pc + 2]);
          pc += 3;
          continue;
        case Op.LOAD8:
          {
            long address = regs[base + code[pc + 2]] + code[pc + 3];
            Page page = tlb[(int) (address >>> Page.SHIFT) & MappedMemory.TLB_MASK];
            int at = (int) address - page.bias;
            if (page.number == address >>> Page.SHIFT && page.state[at] == 0) {
              regs[base + code[pc + 1]] = page.data[at] & 0xffL;
              pc += 4;
              continue;
            }
            break;
          }
        case Op.LOAD16:
          {
            long address = regs[base + code[pc + 2]] + code[pc + 3];
            Page page = tlb[(int) (address >>> Page.SHIFT) & MappedMemory.TLB_MASK];
            int at = (int) address - page.bias;
            if (page.number == (address >>> Page.SHIFT | address << 63)
                && at <= page.data.length - 2
                && (short) ByteViews.SHORT.get(page.state, at) == 0) {
              regs[base + code[pc + 1]] = (short) ByteViews.SHORT.get(page.data, at) & 0xffffL;
              pc += 4;
              continue;
            }
            break;
          }
        case Op.LOAD32:
          {
            long address = regs[base + code[pc + 2]] + code[pc + 3];
            Page page = tlb[(int) (address >>> Page.SHIFT) & MappedMemory.TLB_MASK];
            int at = (int) address - page.bias;
            if (page.number == (address >>> Page.SHIFT | address << 62)
                && at <= page.data.length - 4
                && (int) ByteViews.INT.get(page.state, at) == 0) {
              regs[base + code[pc + 1]] = (int) ByteViews.INT.get(page.data, at) & 0xffff_ffffL;
              pc += 4;
              continue;
            }
            break;
          }
        case Op.LOAD64:
          {
            long address = regs[base + code[pc + 2]] + code[pc + 3];
            Page page = tlb[(int) (address >>> Page.SHIFT) & MappedMemory.TLB_MASK];
            int at = (int) address - page.bias;
            if (page.number == (address >>> Page.SHIFT | address << 61)
                && at <= page.data.length - 8
                && (long) ByteViews.LONG.get(page.state, at) == 0) {
              regs[base + code[pc + 1]] = (long) ByteViews.LONG.get(page.data, at);
              pc += 4;
              continue;
            }
            break;
          }
        case Op.STORE8:
          {
            long address = regs[base + code[pc + 2]] + code[pc + 3];
            Page page = tlb[(int) (address >>> Page.SHIFT) & MappedMemory.TLB_MASK];
            int at = (int) address - page.bias;
            if (page.writable == address >>> Page.SHIFT && (page.state[at] & 0xfe) == 0) {
              page.data[at] = (byte) regs[base + code[pc + 1]];
              page.state[at] = 0;
              pc += 4;
              continue;
            }
            break;
          }
        case Op.STORE16:
          {
            long address = regs[base + code[pc + 2]] + code[pc + 3];
            Page page = tlb[(int) (address >>> Page.SHIFT) & MappedMemory.TLB_MASK];
            int at = (int) address - page.bias;
            if (page.writable == (address >>> Page.SHIFT | address << 63)
                && at <= page.data.length - 2
                && ((short) ByteViews.SHORT.get(page.state, at) & 0xfefe) == 0) {
              ByteViews.SHORT.set(page.data, at, (short) regs[base + code[pc + 1]]);
              ByteViews.SHORT.set(page.state, at, (short) 0);
              pc += 4;
              continue;
            }
            break;
          }
        case Op.STORE32:
          {
            long address = regs[base + code[pc + 2]] + code[pc + 3];
            Page page = tlb[(int) (address >>> Page.SHIFT) & MappedMemory.TLB_MASK];
            int at = (int) address - page.bias;
            if (page.writable == (address >>> Page.SHIFT | address << 62)
                && at <= page.data.length - 4
                && ((int) ByteViews.INT.get(page.state, at) & 0xfefe_fefe) == 0) {
              ByteViews.INT.set(page.data, at, (int) regs[base + code[pc + 1]]);
              ByteViews.INT.set(page.state, at, 0);
              pc += 4;
              continue;
            }
            break;
          }
        case Op.STORE64:
          {
            long address = regs[base + code[pc + 2]] + code[pc + 3];
            Page page = tlb[(int) (address >>> Page.SHIFT) & MappedMemory.TLB_MASK];
            int at = (int) address - page.bias;
            if (page.writable == (address >>> Page.SHIFT | address << 61)
                && at <= page.data.length - 8
                && ((long) ByteViews.LONG.get(page.state, at) & MappedMemory.NOT_WRITABLE) == 0) {
              ByteViews.LONG.set(page.data, at, regs[base + code[pc + 1]]);
              ByteViews.LONG.set(page.state, at, 0L);
              pc += 4;
              continue;
            }
            break;
          }
        case Op.LOCAL_LOAD8:
          {
            int at = frame + code[pc + 2];
            if (stackState[at] != 0) {
              break;
            }
            regs[base + code[pc + 1]] = stackData[at] & 0xffL;
            pc += 3;
            continue;
          }
        case Op.LOCAL_LOAD16:
          {
            int at = frame + code[pc + 2];
            if ((short) ByteViews.SHORT.get(stackState, at) != 0) {
              break;
            }
            regs[base + code[pc + 1]] = (short) ByteViews.SHORT.get(stackData, at) & 0xffffL;
            pc += 3;
            continue;
          }
        case Op.LOCAL_LOAD32:
          {
            int at = frame + code[pc + 2];
            if ((int) ByteViews.INT.get(stackState, at) != 0) {
              break;
            }
            regs[base + code[pc + 1]] = (int) ByteViews.INT.get(stackData, at) & 0xffff_ffffL;
            pc += 3;
            continue;
          }
        case Op.LOCAL_LOAD64:
          {
            int at = frame + code[pc + 2];
            if ((long) ByteViews.LONG.get(stackState, at) != 0) {
              break;
            }
            regs[base + code[pc + 1]] = (long) ByteViews.LONG.get(stackData, at);
            pc += 3;
            continue;
          }
        case Op.LOCAL_STORE8:
          {
            int at = frame + code[pc + 2];
            if ((stackState[at] & 0xfe) != 0) {
              break;
            }
            stackData[at] = (byte) regs[base + code[pc + 1]];
            stackState[at] = 0;
            pc += 3;
            continue;
          }
        case Op.LOCAL_STORE16:
          {
            int at = frame + code[pc + 2];
            if (((short) ByteViews.SHORT.get(stackState, at) & 0xfefe) != 0) {
              break;
            }
            ByteViews.SHORT.set(stackData, at, (short) regs[base + code[pc + 1]]);
            ByteViews.SHORT.set(stackState, at, (short) 0);
            pc += 3;
            continue;
          }
        case Op.LOCAL_STORE32:
          {
            int at = frame + code[pc + 2];
            if (((int) ByteViews.INT.get(stackState, at) & 0xfefe_fefe) != 0) {
              break;
            }
            ByteViews.INT.set(stackData, at, (int) regs[base + code[pc + 1]]);
            ByteViews.INT.set(stackState, at, 0);
            pc += 3;
            continue;
          }
        case Op.LOCAL_STORE64:
          {
            int at = frame + code[pc + 2];
            if (((long) ByteViews.LONG.get(stackState, at) & MappedMemory.NOT_WRITABLE) != 0) {
              break;
            }
            ByteViews.LONG.set(stackData, at, regs[base + code[pc + 1]]);
            ByteViews.LONG.set(stackState, at, 0L);
            pc += 3;
            continue;
          }
        case Op.BR:
          if ((fuel -= code[pc + 2]) < 0) {
            break;
          }
          pc = code[pc + 1];
          continue;
        case Op.BR_IF:
          if ((fuel -= code[pc + 4]) < 0) {
            break;
          }
          pc = regs[base + code[pc + 1]] != 0 ? code[pc + 2] : code[pc + 3];
          continue;
        case Op.BR_EQ:
          if ((fuel -= code[pc + 5]) < 0) {
            break;
          }
          pc = regs[base + code[pc + 1]] == regs[base + code[pc + 2]] ? code[pc + 3] : code[pc + 4];
          continue;
        case Op.BR_NE:
          if ((fuel -= code[pc + 5]) < 0) {
            break;
          }
          pc = regs[base + code[pc + 1]] != regs[base + code[pc + 2]] ? code[pc + 3] : code[pc + 4];
          continue;
        case Op.BR_ULT:
          if ((fuel -= code[pc + 5]) < 0) {
            break;
          }
          pc =
              regs[base + code[pc + 1]] + Long.MIN_VALUE
                      < regs[base + code[pc + 2]] + Long.MIN_VALUE
                  ? code[pc + 3]
                  : code[pc + 4];
          continue;
        case Op.BR_ULE:
          if ((fuel -= code[pc + 5]) < 0) {
            break;
          }
          pc =
              regs[base + code[pc + 1]] + Long.MIN_VALUE
                      <= regs[base + code[pc + 2]] + Long.MIN_VALUE
                  ? code[pc + 3]
                  : code[pc + 4];
          continue;
        case Op.BR_SLT:
          {
            if ((fuel -= code[pc + 5]) < 0) {
              break;
            }
            int shift = code[pc + 6];
            pc =
                regs[base + code[pc + 1]] << shift < regs[base + code[pc + 2]] << shift
                    ? code[pc + 3]
                    : code[pc + 4];
            continue;
          }
        case Op.BR_SLE:
          {
            if ((fuel -= code[pc + 5]) < 0) {
              break;
            }
            int shift = code[pc + 6];
            pc =
                regs[base + code[pc + 1]] << shift <= regs[base + code[pc + 2]] << shift
                    ? code[pc + 3]
                    : code[pc + 4];
            continue;
          }
        case Op.CALL:
          {
            FunctionCode callee = functions[code[pc + 1]];
            int callerSp = fiber.sp;
            int newFrame = callerSp - callee.stackSize & callee.stackMask;
            int newBase = base + code[pc + 2];
            int top = fiber.top;
            int[] records = fiber.records;
            if (newFrame < 0
                || newBase + callee.window > regs.length
                || top + FiberState.RECORD > records.length
                || top >= maxTop
                || callee.entry < 0) {
              break;
            }
            int count = code[pc + 4];
            for (int i = 0; i < count; i++) {
              regs[newBase + i] = regs[base + code[pc + 5 + i]];
            }
            System.arraycopy(
                callee.constants, 0, regs, newBase + callee.constantBase, callee.constants.length);
            System.arraycopy(callee.stackTemplate, 0, stackState, newFrame, callee.stackSize);
            records[top + FiberState.CALL_PC] = pc;
            records[top + FiberState.RETURN_PC] = pc + 5 + count;
            records[top + FiberState.RESULT] = base + code[pc + 3];
            records[top + FiberState.BASE] = base;
            records[top + FiberState.FRAME] = frame;
            records[top + FiberState.SP] = callerSp;
            fiber.top = top + FiberState.RECORD;
            fiber.sp = newFrame;
            frame = newFrame;
            base = newBase;
            pc = callee.entry;
            continue;
          }
        case Op.RET1:
          regs[fiber.records[fiber.top - FiberState.RECORD + FiberState.RESULT]] =
              regs[base + code[pc + 2]];
        // The rest is the same.
        case Op.RET0:
          {
            fuel -= code[pc + 1];
            int[] records = fiber.records;
            int top = fiber.top - FiberState.RECORD;
            int callerSp = records[top + FiberState.SP];
            Arrays.fill(stackState, fiber.sp, callerSp, ByteState.STACK_DEAD);
            pc = records[top + FiberState.RETURN_PC];
            base = records[top + FiberState.BASE];
            frame = records[top + FiberState.FRAME];
            fiber.sp = callerSp;
            fiber.top = top;
            continue;
          }
        case Op.FADD64:
          regs[base + code[pc + 1]] =
              Double.doubleToRawLongBits(
                  Double.longBitsToDouble(regs[base + code[pc + 2]])
                      + Double.longBitsToDouble(regs[base + code[pc + 3]]));
          pc += 4;
          continue;
        case Op.FSUB64:
          regs[base + code[pc + 1]] =
              Double.doubleToRawLongBits(
                  Double.longBitsToDouble(regs[base + code[pc + 2]])
                      - Double.longBitsToDouble(regs[base + code[pc + 3]]));
          pc += 4;
          continue;
        case Op.FMUL64:
          regs[base + code[pc + 1]] =
              Double.doubleToRawLongBits(
                  Double.longBitsToDouble(regs[base + code[pc + 2]])
                      * Double.longBitsToDouble(regs[base + code[pc + 3]]));
          pc += 4;
          continue;
        case Op.FDIV64:
          regs[base + code[pc + 1]] =
              Double.doubleToRawLongBits(
                  Double.longBitsToDouble(regs[base + code[pc + 2]])
                      / Double.longBitsToDouble(regs[base + code[pc + 3]]));
          pc += 4;
          continue;
        case Op.ADDRESS:
          {
            long address = regs[base + code[pc + 2]];
            Page page = tlb[(int) (address >>> Page.SHIFT) & MappedMemory.TLB_MASK];
            if (page.number == address >>> Page.SHIFT
                && page.state[(int) address - page.bias] < ByteState.REDZONE) {
              pc += 3;
              continue;
            }
            break;
          }
        default:
          break;
      }
      fiber.pc = pc;
      fiber.base = base;
      fiber.frame = frame;
      tank.left = fuel;
      if (slow.execute(fiber)) {
        return;
      }
      fuel = tank.left;
      regs = fiber.registers;
      stackData = fiber.stackData;
      stackState = fiber.stackState;
      pc = fiber.pc;
      base = fiber.base;
      frame = fiber.frame;
    }
  }
}
