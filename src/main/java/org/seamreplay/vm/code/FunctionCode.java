package org.seamreplay.vm.code;

import java.util.List;
import org.seamreplay.ir.IrModule;

/**
 * A function as the loop needs it. Its register window holds, in this order, the parameters, the
 * values and the constants; its static stack area holds the allocas of the entry block with red
 * zones around them.
 */
public final class FunctionCode {
  /**
   * An alloca in the static area.
   *
   * @param name C variable, empty if unknown
   * @param offset in bytes from the start of the area
   */
  public record StackSlot(String name, int offset, long size) {}

  public final int index;
  public final long address;
  public final String name;
  public final String unit;
  public final String section;
  public final IrModule.SourceLocation declaredAt;

  /** Whether LLVM has optimised it: see {@link IrModule.Function}. */
  public boolean optimized;

  /** First code position, or -1 for an external function. */
  public int entry = -1;

  /** One past the last code position. */
  public int end = -1;

  /** Register slots of the fixed parameters and of the result. */
  public int parameters;

  public int results;
  public boolean variadic;

  /** Register that holds the address of the variadic arguments, -1 if the function has none. */
  public int variadicRegister = -1;

  /** Parameters by the way they are passed, for variadic functions. */
  public int integerParameters;

  public int floatParameters;

  /** Registers in the window. */
  public int window;

  public int constantBase;
  public long[] constants = {};

  /** Index in the window of the constant that is undefined, -1 if none. */
  public int undefinedConstant = -1;

  /** Bytes of the static stack area, a multiple of 16, and the mask that aligns it. */
  public int stackSize;

  public int stackMask = -16;

  /** {@link org.seamreplay.platform.ByteState} of every byte of the static area at entry. */
  public byte[] stackTemplate = {};

  public List<StackSlot> slots = List.of();

  public FunctionCode(
      int index,
      long address,
      String name,
      String unit,
      String section,
      IrModule.SourceLocation declaredAt) {
    this.index = index;
    this.address = address;
    this.name = name;
    this.unit = unit;
    this.section = section;
    this.declaredAt = declaredAt;
  }

  /** The same function without its code: not entered yet, or discarded. */
  public FunctionCode withoutCode() {
    FunctionCode result = new FunctionCode(index, address, name, unit, section, declaredAt);
    result.parameters = parameters;
    result.results = results;
    result.variadic = variadic;
    return result;
  }

  public boolean external() {
    return entry < 0;
  }

  @Override
  public String toString() {
    return name;
  }
}
