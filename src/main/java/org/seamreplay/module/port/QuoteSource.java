package org.seamreplay.module.port;

import org.seamreplay.module.profile.ModuleProfile;

/**
 * Makes the bytes of a quote. The module checks all operands; the evidence itself is made
 * elsewhere.
 */
public interface QuoteSource {
  /**
   * A quote for a TDREPORT whose MAC and TD were checked.
   *
   * @throws RuntimeException never for a request that the module makes
   */
  byte[] quote(QuoteRequest request);

  /**
   * What a quote is about.
   *
   * @param module the profile of the module that quotes
   * @param mrSeam its measurement, 48 bytes
   * @param teeTcbSvn its security versions, 16 bytes
   * @param features add-on features that are configured
   * @param generation how often QUOTE.INIT made keys in this boot, from 1
   * @param quoteId which format is asked for; 0xFFFF is the default
   * @param tdReport the TDREPORT, 1024 bytes
   */
  record QuoteRequest(
      ModuleProfile module,
      byte[] mrSeam,
      byte[] teeTcbSvn,
      long features,
      int generation,
      int quoteId,
      byte[] tdReport) {}
}
