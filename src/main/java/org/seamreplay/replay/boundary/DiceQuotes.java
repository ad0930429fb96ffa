package org.seamreplay.replay.boundary;

import org.seamreplay.dice.issue.DiceQuoter;
import org.seamreplay.dice.issue.LoaderIdentity;
import org.seamreplay.dice.issue.ModuleIdentity;
import org.seamreplay.dice.issue.Seeds;
import org.seamreplay.dice.quote.QuoteShape;
import org.seamreplay.dice.quote.TdReport;
import org.seamreplay.module.port.QuoteSource;
import org.seamreplay.module.profile.ModuleProfile;

/**
 * Answers TDH.QUOTE.GET of the TDX module with DICE quotes under the model's test root. All keys
 * come from the module profile's attestation seed, so equal runs give equal bytes. A new QUOTE.INIT
 * is a quoting key of the next generation; an updated module is a layer of its own.
 */
public final class DiceQuotes implements QuoteSource {
  @Override
  public byte[] quote(QuoteRequest request) {
    return new DiceQuoter(
            seeds(request.module()),
            LoaderIdentity.standard(),
            identity(request),
            request.generation(),
            shape(request.module()))
        .quote(request.tdReport());
  }

  /** The platform's secret is the profile's; the vendor is the one whose root is built in. */
  private static Seeds seeds(ModuleProfile module) {
    Seeds standard = Seeds.standard();
    return new Seeds(module.attestation().seed(), standard.platformId(), standard.vendor());
  }

  /** The module as it is now; TEE_TCB_SVN alone is of the time when the TD was created. */
  private static ModuleIdentity identity(QuoteRequest request) {
    ModuleProfile.Version version = request.module().version();
    return new ModuleIdentity(
        version.major() + "." + version.minor() + "." + version.update(),
        request.mrSeam(),
        new byte[48],
        new byte[8],
        new TdReport(request.tdReport()).teeTcbSvn(),
        request.teeTcbSvn(),
        request.features(),
        false);
  }

  /**
   * Padding as the profile has it. A profile may promise less than its quotes need; then the module
   * refuses the buffer, so no size is enforced here.
   */
  private static QuoteShape shape(ModuleProfile module) {
    QuoteShape standard = QuoteShape.standard();
    return new QuoteShape(
        standard.variant(),
        standard.certificates(),
        standard.cwtTag(),
        standard.nonce(),
        module.extensions().quotePadding(),
        Integer.MAX_VALUE);
  }
}
