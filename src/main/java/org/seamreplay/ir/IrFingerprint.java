package org.seamreplay.ir;

import java.util.List;
import org.seamreplay.ir.IrModule.Function;
import org.seamreplay.ir.IrModule.Global;
import org.seamreplay.ir.IrModule.SourceLocation;
import org.seamreplay.ir.IrModule.StructLayout;

/**
 * Digests of parts of modules: equal for parts that are equal, whatever else their modules have.
 * They name symbols and do not follow them. SHA-256, as the code may be a stranger's.
 */
public final class IrFingerprint {
  private IrFingerprint() {}

  /**
   * What a function is.
   *
   * @param digest of all of it but for the numbers of lines and columns
   * @param places where its code stands, in order of their first mention. Functions of the same
   *     digest have as many, each in a function and file of the same name and equal to the same
   *     others.
   * @param placesDigest of the places, lines and columns included; to be compared for functions of
   *     the same digest
   */
  public record OfFunction(String digest, List<SourceLocation> places, String placesDigest) {}

  /** Of a function. */
  public static OfFunction of(Function function) {
    return new IrFileWriter().fingerprint(function);
  }

  /** Of a variable, with its initial value; where it is declared counts but for the line. */
  public static String of(Global global) {
    return new IrFileWriter().fingerprint(global);
  }

  /** Of the layout of a struct. */
  public static String of(StructLayout struct) {
    return new IrFileWriter().fingerprint(struct);
  }

  /** Of a whole module, lines and columns included. */
  public static String of(IrModule module) {
    return new Digest().add(new IrFileWriter().write(module)).hex();
  }
}
