package org.seamreplay.series;

/**
 * Who wrote a patch.
 *
 * @param name as in the mail; the address if there is no name
 * @param mail the address; may be empty
 */
public record Author(String name, String mail) {
  @Override
  public String toString() {
    return name + " <" + mail + ">";
  }
}
