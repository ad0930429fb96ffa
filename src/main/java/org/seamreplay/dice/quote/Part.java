package org.seamreplay.dice.quote;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.seamreplay.dice.cert.DiceOids;

/**
 * The parts of a TDX quote: the entries of the collection in claim -11, by object identifier.
 * Source: go-tdx-guest's DICE parser.
 */
public enum Part {
  /** The platform's security versions; in the early sample also what belongs to {@link #SEAM}. */
  PLATFORM_TCB(1, "platform TCB"),
  /** The TD. */
  TD(4, "TD"),
  /** The TD's service TDs; present even without one. */
  SERVICE_TD(7, "service TD"),
  /** The TDX module. */
  SEAM(8, "TDX module");

  private final int arc;
  private final String title;

  Part(int arc, String title) {
    this.arc = arc;
    this.title = title;
  }

  /** As a person calls it. */
  public String title() {
    return title;
  }

  /** The key in a quote as the specification has it. */
  public String key() {
    return family() + ".0";
  }

  /** The key in the early integration sample. */
  public String earlyKey() {
    return family() + ".1";
  }

  /**
   * The class-id of the part's evidence. Its last arc is a guess by analogy with other drafts of
   * the same author.
   */
  public ASN1ObjectIdentifier classId() {
    return new ASN1ObjectIdentifier(earlyKey());
  }

  /** The identifier without the epoch at its end. */
  String family() {
    return DiceOids.QUOTE_PARTS.getId() + "." + arc;
  }

  /** Whether a dotted OID is of this part, of whatever epoch. */
  public boolean owns(String oid) {
    String prefix = family() + ".";
    return oid.startsWith(prefix) && oid.indexOf('.', prefix.length()) < 0;
  }
}
