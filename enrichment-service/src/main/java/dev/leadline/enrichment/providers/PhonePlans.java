package dev.leadline.enrichment.providers;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.NumberParseException.ErrorType;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.leadline.enrichment.domain.CheckPhone;
import dev.leadline.events.channel.VendorFact.Validation;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** By libphonenumber, which has the plans of all countries with it. */
@Component
final class PhonePlans implements CheckPhone {

  private static final int LONGEST = 100;

  private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();

  @Override
  public Checked check(String phone, @Nullable String country) {
    if (phone.length() > LONGEST) return none("It is not a phone number.");
    PhoneNumber number;
    try {
      number = numbers.parse(phone, country);
    } catch (NumberParseException noNumber) {
      return noNumber.getErrorType() == ErrorType.INVALID_COUNTRY_CODE
              && !phone.strip().startsWith("+")
          ? new Checked(Validation.UNKNOWN, null, "It does not say its country.")
          : none("It is not a phone number.");
    }
    String e164 = numbers.format(number, PhoneNumberFormat.E164);
    return switch (numbers.isPossibleNumberWithReason(number)) {
      case TOO_SHORT, IS_POSSIBLE_LOCAL_ONLY -> none("It is too short.");
      case TOO_LONG -> none("It is too long.");
      case INVALID_COUNTRY_CODE -> none("There is no such country code.");
      case INVALID_LENGTH -> none("No number of its country is of this length.");
      case IS_POSSIBLE -> {
        if (!numbers.isValidNumber(number))
          yield new Checked(
              Validation.RISKY, e164, "No number of its country is known to begin like this.");
        if (number.hasExtension() && !number.getExtension().isEmpty())
          yield new Checked(Validation.RISKY, e164, "It is a switchboard with an extension.");
        yield numbers.getNumberType(number) == PhoneNumberType.PREMIUM_RATE
            ? new Checked(Validation.RISKY, e164, "Calls to it cost extra.")
            : new Checked(Validation.VALID, e164, "It is a number of its country.");
      }
    };
  }

  private static Checked none(String reason) {
    return new Checked(Validation.INVALID, null, reason);
  }
}
