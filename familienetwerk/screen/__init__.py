"""What every page shares: form fields, typed dates, icons, chips, conflicts between two editors."""
