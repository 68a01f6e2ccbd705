package dev.leadline.gateway.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AccessTest {

  /** Section 6, row 12 of the domain, and 2.17, in the words of who decided it. */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # permission,        Member, Integrator, Editor, Manager, Ops, Ingest
          SEE_LEADS,           yes,    yes,        yes,    yes,     yes, no
          SPEAK,               yes,    yes,        yes,    yes,     yes, no
          BLOCK,               yes,    yes,        yes,    yes,     yes, no
          UNBLOCK,             no,     no,         yes,    yes,     no,  no
          MERGE,               no,     no,         yes,    yes,     no,  no
          SET_STAGE,           no,     no,         yes,    yes,     no,  no
          EXPORT,              no,     no,         yes,    yes,     no,  no
          PRIVACY,             no,     no,         no,     yes,     yes, no
          OPERATE,             no,     no,         no,     yes,     yes, no
          SHAPE_DATA_MODEL,    no,     no,         yes,    yes,     no,  no
          SEE_SETTINGS,        no,     yes,        yes,    yes,     yes, no
          CHANGE_SETTINGS,     no,     yes,        yes,    yes,     no,  no
          CHANGE_NOTIFICATIONS, no,    yes,        no,     yes,     no,  no
          CHANGE_KEYS,         no,     yes,        no,     yes,     no,  no
          SEE_TEAM,            yes,    yes,        yes,    yes,     yes, no
          CHANGE_TEAM,         no,     no,         no,     yes,     no,  no
          SEE_AUDIT,           no,     no,         no,     yes,     no,  no
          INGEST_EVENTS,       no,     yes,        no,     yes,     no,  yes
          WRITE_LEADS,         no,     yes,        yes,    yes,     no,  yes
          """)
  void roles_may_what_the_domain_says(
      Permission permission,
      String member,
      String integrator,
      String editor,
      String manager,
      String ops,
      String ingest) {
    assertMay(permission, Role.MEMBER, member);
    assertMay(permission, Role.INTEGRATOR, integrator);
    assertMay(permission, Role.EDITOR, editor);
    assertMay(permission, Role.MANAGER, manager);
    assertMay(permission, Role.OPS, ops);
    assertMay(permission, Role.INGEST, ingest);
  }

  private static void assertMay(Permission permission, Role role, String expected) {
    assertThat(permission.roles().contains(role))
        .as("%s may %s", role, permission)
        .isEqualTo(expected.equals("yes"));
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void a_manager_may_give_every_role(Role role) {
    assertThat(Role.mayGive(Set.of(Role.MANAGER), Set.of(role))).isTrue();
  }

  @Test
  void nobody_gives_away_more_than_they_have() {
    assertThat(Role.mayGive(Set.of(Role.INTEGRATOR), Set.of(Role.INGEST))).isTrue();
    assertThat(Role.mayGive(Set.of(Role.INTEGRATOR), Set.of(Role.MEMBER))).isTrue();
    assertThat(Role.mayGive(Set.of(Role.INTEGRATOR), Set.of(Role.EDITOR))).isFalse();
    assertThat(Role.mayGive(Set.of(Role.INTEGRATOR), Set.of(Role.INGEST, Role.OPS))).isFalse();
    assertThat(Role.mayGive(Set.of(Role.EDITOR), Set.of(Role.MANAGER))).isFalse();
  }

  @Test
  void the_data_model_can_be_given_beside_another_role() {
    assertThat(Role.permissions(Set.of(Role.MEMBER, Role.DATA_MODEL_EDITOR)))
        .contains(Permission.SHAPE_DATA_MODEL, Permission.SEE_LEADS)
        .doesNotContain(Permission.UNBLOCK);
  }

  @Test
  void an_endpoint_that_nobody_thought_of_is_closed() {
    assertThat(Access.needed("DELETE", "/v1/leads/{leadId}")).isNull();
    assertThat(Access.needed("HEAD", "/v1/leads")).isEqualTo(Permission.SEE_LEADS);
  }

  @ParameterizedTest
  @CsvSource({
    "manager, MANAGER",
    "Data Model Editor, DATA_MODEL_EDITOR",
    "data-model-editor, DATA_MODEL_EDITOR"
  })
  void a_role_is_known_however_it_is_written(String written, Role role) {
    assertThat(Role.of(written)).isEqualTo(role);
  }
}
