package dev.leadline.leadservice.store;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.leadline.leadservice.domain.ReadPhone;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * By libphonenumber. Of a number that says its country only the length is judged, for plans of
 * numbers grow; one in a national format has to be in use, since it may be another country's.
 */
@Component
final class PhoneNumbers implements ReadPhone {

  private static final int LONGEST = 40;

  private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();

  @Override
  public @Nullable String read(String given, @Nullable String country) {
    if (given.length() > LONGEST) return null;
    try {
      PhoneNumber number = numbers.parse(given, country);
      boolean saysCountry = given.strip().startsWith("+");
      boolean isOne =
          saysCountry
              ? numbers.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE
              : numbers.isValidNumber(number);
      if (!isOne) return null;
      String plain = numbers.format(number, PhoneNumberFormat.E164);
      return number.hasExtension() && !number.getExtension().isEmpty()
          ? plain + ";ext=" + number.getExtension()
          : plain;
    } catch (NumberParseException noNumber) {
      return null;
    }
  }
}
