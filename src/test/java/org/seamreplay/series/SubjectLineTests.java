package org.seamreplay.series;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a subject says, in the forms that people and programs write. */
class SubjectLineTests {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [PATCH] x86: a                        | patch              | x86: a
          [PATCH RFC v2 03/17] x86: a           | patch v2 3/17      | x86: a
          [RFC PATCH net-next 1/2] x86: a       | patch 1/2          | x86: a
          [PATCH v2.1 3/17] a                   | patch v2.1 3/17    | a
          [PATCHv10 0/3] a                      | patch v10 0/3      | a
          [PATCH-v3] a                          | patch v3           | a
          [RFCv2 1/1] a                         | patch v2 1/1       | a
          [v2,1/3] a                            | patch v2 1/3       | a
          [RFC,v3,1/3,net] a                    | patch v3 1/3       | a
          [ PATCH  1/2 ] a                      | patch 1/2          | a
          [PATCH 1/2][KVM] a                    | patch 1/2          | a
          [PATCH 1/2] [2/2] a                   | patch 1/2          | a
          [PATCH RESEND v4 01/02] a [b] c       | patch v4 1/2       | a [b] c
          [GIT PULL] a                          |                    | a
          Re: [PATCH 1/2] a                     | reply patch 1/2    | a
          RE: Re: [PATCH 1/2] a                 | reply patch 1/2    | a
          Re[2]: [PATCH 1/2] a                  | reply patch 1/2    | a
          AW: [PATCH 1/2] a                     | reply patch 1/2    | a
          Antw: [PATCH] a                       | reply patch        | a
          回复: [PATCH] a                       | reply patch        | a
          Fwd: a                                | reply              | a
          mm: [tag] a                           |                    | mm: [tag] a
          x86: Re: a                            |                    | x86: Re: a
          v2: a                                 |                    | v2: a
          [PATCH v12345 1/2] a                  | patch 1/2          | a
          [PATCH 12345/12345] a                 | patch              | a
          [PATCH 1/2 a                          |                    | [PATCH 1/2 a
          [1/2] a                               | patch 1/2          | a
          [PATCH 0/0] a                         | patch 0/0          | a
          """)
  void subjectsAreTakenApart(String subject, String facts, String text) {
    SubjectLine line = SubjectLine.of(subject);
    StringBuilder said = new StringBuilder();
    said.append(line.reply() ? "reply " : "").append(line.patch() ? "patch " : "");
    line.version().ifPresent(version -> said.append('v').append(version));
    said.append(line.minor() > 0 ? "." + line.minor() : "").append(' ');
    line.number().ifPresent(n -> said.append(n).append('/').append(line.count().orElseThrow()));
    assertThat(said.toString().strip().replaceAll(" +", " ")).isEqualTo(facts == null ? "" : facts);
    assertThat(line.text()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          x86/virt/tdx: Read metadata, twice!    | x86-virt-tdx-read-metadata-twice
          Füge Größe hinzu                       | fuge-gro-e-hinzu
          中文                                   | series
          --a--                                  | a
          ../../etc/passwd                       | etc-passwd
          İstanbul                               | istanbul
          """)
  void idsAreFileNames(String title, String id) {
    assertThat(Slug.of(title)).isEqualTo(id);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -- >8 --               | true
          --- 8< --- cut --- 8<  | true
          - - - 8< - - -         | true
          ------------->%        | true
          -- cut --              | false
          >8 -                   | false
          a line with >8 in it   | false
          ---------- a           | false
          > -- >8 --             | true
          """)
  void scissorsAreGitsScissors(String line, boolean cut) {
    assertThat(Scissors.isCut(line)).isEqualTo(cut);
  }

  @ParameterizedTest
  @CsvSource({"60, 60", "61, 60", "120, 60"})
  void longIdsAreCut(int length, int expected) {
    assertThat(Slug.of("a".repeat(length))).hasSize(expected);
    assertThat(Slug.of("word ".repeat(length))).hasSizeLessThanOrEqualTo(60).endsWith("word");
  }
}
