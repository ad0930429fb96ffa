package org.seamreplay.vm.code;

import org.seamreplay.vm.NotModelled;

/**
 * An instruction has a form that the decoder does not know. Decoding goes on; the place becomes an
 * instruction that is {@link NotModelled} when control reaches it.
 */
public final class UnknownForm extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnknownForm(String what) {
    super(what, null, false, false);
  }
}
