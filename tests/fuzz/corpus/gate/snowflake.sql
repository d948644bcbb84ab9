lSELECT v:a.b::string, $$ it's $$ FROM t // c
QUALIFY row_number() OVER (ORDER BY 1) = 1